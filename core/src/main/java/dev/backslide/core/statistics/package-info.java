/** Descriptive statistics and the distributions that tests need. */
@NullMarked
package dev.backslide.core.statistics;

import org.jspecify.annotations.NullMarked;
