@NullMarked
package dev.backslide.sink;

import org.jspecify.annotations.NullMarked;
