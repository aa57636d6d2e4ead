/** One series, measurement by measurement: its verdicts, and the life of its alerts. */
@NullMarked
package dev.backslide.core.detection.monitor;

import org.jspecify.annotations.NullMarked;
