/** JSON shapes of what the store holds, for every output. */
@NullMarked
package dev.backslide.sink.json;

import org.jspecify.annotations.NullMarked;
