/** Tests of the package. */
@NullMarked
package dev.backslide.cli.output;

import org.jspecify.annotations.NullMarked;
