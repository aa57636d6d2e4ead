package dev.backslide.core.detection.changepoint;

/**
 * A confirmed change of a series' level. Immutable.
 *
 * @param index the measurement that confirmed it, counted from 0 over all values of the series
 * @param changePoint the first measurement of the new level, counted from 0, at most {@code index}
 * @param up whether the value rose
 * @param before the old level, in the metric's unit
 * @param after the new level as far as it is known, in the metric's unit
 * @param strength evidence for the change, as -log10 of a p-value
 * @param noise standard deviation of the measurements around the old level, in the metric's unit
 * @since 0.1
 */
public record LevelChange(
        int index, int changePoint, boolean up, double before, double after, double strength, double noise) {}
