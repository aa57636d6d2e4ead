/** Tests of the package. */
@NullMarked
package dev.backslide.sink.settings;

import org.jspecify.annotations.NullMarked;
