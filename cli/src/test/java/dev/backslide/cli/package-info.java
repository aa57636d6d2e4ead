/** Tests of the command line. */
@NullMarked
package dev.backslide.cli;

import org.jspecify.annotations.NullMarked;
