/** Tests of the package. */
@NullMarked
package dev.backslide.sink.http;

import org.jspecify.annotations.NullMarked;
