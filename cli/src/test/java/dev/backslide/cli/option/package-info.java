/** Tests of the package. */
@NullMarked
package dev.backslide.cli.option;

import org.jspecify.annotations.NullMarked;
