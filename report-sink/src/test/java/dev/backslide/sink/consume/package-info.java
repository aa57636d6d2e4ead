/** Tests of the package. */
@NullMarked
package dev.backslide.sink.consume;

import org.jspecify.annotations.NullMarked;
