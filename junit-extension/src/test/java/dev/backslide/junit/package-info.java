@NullMarked
package dev.backslide.junit;

import org.jspecify.annotations.NullMarked;
