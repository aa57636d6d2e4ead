/** Tests of the package. */
@NullMarked
package dev.backslide.sink.notify;

import org.jspecify.annotations.NullMarked;
