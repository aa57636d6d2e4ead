/** The newest measurements of one series, in order of time and bounded. */
@NullMarked
package dev.backslide.core.detection.history;

import org.jspecify.annotations.NullMarked;
