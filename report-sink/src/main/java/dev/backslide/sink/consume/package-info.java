/** From topics to the store: polling, decoding, storing, and where to go on. */
@NullMarked
package dev.backslide.sink.consume;

import org.jspecify.annotations.NullMarked;
