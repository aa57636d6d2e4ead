/** Tests of the package. */
@NullMarked
package dev.backslide.cli.log;

import org.jspecify.annotations.NullMarked;
