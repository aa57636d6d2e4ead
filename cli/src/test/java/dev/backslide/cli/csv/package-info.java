/** Tests of the package. */
@NullMarked
package dev.backslide.cli.csv;

import org.jspecify.annotations.NullMarked;
