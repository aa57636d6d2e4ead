package dev.backslide.sink;

/**
 * A value that is pinned as the baseline of a series. Immutable.
 *
 * @param seriesKey canonical text
 * @param value in the unit
 * @param unit may be empty
 */
record Baseline(String seriesKey, double value, String unit) {}
