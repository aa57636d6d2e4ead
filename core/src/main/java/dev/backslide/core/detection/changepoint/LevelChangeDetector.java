package dev.backslide.core.detection.changepoint;

import org.jspecify.annotations.Nullable;

/**
 * Confirms changes of the level of one series, measurement by measurement. Not thread-safe: one instance per series.
 *
 * @since 0.1
 */
public interface LevelChangeDetector {

    /**
     * Takes the next measurement.
     *
     * @param value finite, in the metric's unit
     * @return the change that this measurement confirms, null for none
     * @throws IllegalArgumentException if the value is not finite; the state is then unchanged
     */
    @Nullable
    LevelChange next(double value);
}
