/** Tests of the package. */
@NullMarked
package dev.backslide.cli.record;

import org.jspecify.annotations.NullMarked;
