/** Tests of the package. */
@NullMarked
package dev.backslide.sink.transition;

import org.jspecify.annotations.NullMarked;
