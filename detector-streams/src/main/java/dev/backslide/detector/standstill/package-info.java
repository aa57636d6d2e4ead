/** Whether the detector moves, and what holds a partition up. */
@NullMarked
package dev.backslide.detector.standstill;

import org.jspecify.annotations.NullMarked;
