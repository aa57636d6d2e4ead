package dev.backslide.sink.store.row;

/**
 * A value that is pinned as the baseline of a series. Immutable.
 *
 * @param seriesKey canonical text
 * @param value in the unit
 * @param unit may be empty
 */
public record Baseline(String seriesKey, double value, String unit) {}
