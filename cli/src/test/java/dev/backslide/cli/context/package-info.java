/** Tests of the package. */
@NullMarked
package dev.backslide.cli.context;

import org.jspecify.annotations.NullMarked;
