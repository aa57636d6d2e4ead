/** Tests of the package. */
@NullMarked
package dev.backslide.sink.store;

import org.jspecify.annotations.NullMarked;
