/** Which changes of an alert are told to whom. */
@NullMarked
package dev.backslide.sink.transition;

import org.jspecify.annotations.NullMarked;
