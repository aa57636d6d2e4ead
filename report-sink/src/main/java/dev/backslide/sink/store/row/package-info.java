/** Rows of the store: what is written and read of each table. */
@NullMarked
package dev.backslide.sink.store.row;

import org.jspecify.annotations.NullMarked;
