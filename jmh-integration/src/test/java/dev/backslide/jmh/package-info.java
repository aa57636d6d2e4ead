/** Tests of the JMH integration. */
@NullMarked
package dev.backslide.jmh;

import org.jspecify.annotations.NullMarked;
