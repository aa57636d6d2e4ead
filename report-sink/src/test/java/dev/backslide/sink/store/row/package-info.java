/** Tests of the package. */
@NullMarked
package dev.backslide.sink.store.row;

import org.jspecify.annotations.NullMarked;
