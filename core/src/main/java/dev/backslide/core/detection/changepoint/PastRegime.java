package dev.backslide.core.detection.changepoint;

/**
 * A closed stretch of one level; it ends where the next one starts. Immutable.
 *
 * @param start its first measurement, counted from 0 over all values of the series
 * @param level median of its newest measurements when it was closed, in the metric's unit
 * @since 0.1
 */
public record PastRegime(int start, double level) {}
