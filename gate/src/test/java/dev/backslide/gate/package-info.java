@NullMarked
package dev.backslide.gate;

import org.jspecify.annotations.NullMarked;
