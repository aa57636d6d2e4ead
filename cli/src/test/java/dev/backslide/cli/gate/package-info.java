/** Tests of the package. */
@NullMarked
package dev.backslide.cli.gate;

import org.jspecify.annotations.NullMarked;
