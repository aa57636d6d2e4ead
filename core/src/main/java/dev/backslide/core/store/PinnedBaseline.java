package dev.backslide.core.store;

/**
 * A value that is pinned as the baseline of a series. Immutable.
 *
 * @param seriesKey canonical text
 * @param value in the unit
 * @param unit may be empty
 * @since 0.1
 */
public record PinnedBaseline(String seriesKey, double value, String unit) {}
