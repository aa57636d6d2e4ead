/** The store: one database in one folder, written by one thread and read by many. */
@NullMarked
package dev.backslide.sink.store;

import org.jspecify.annotations.NullMarked;
