package dev.backslide.sink.store.row;

import dev.backslide.core.MetricEvent;

/**
 * A measurement with all that is stored of it. Immutable.
 *
 * @param seriesKey canonical text
 * @param measurement as it was recorded; whether a verdict was asked for is not stored
 */
public record StoredMeasurement(String seriesKey, MetricEvent measurement) {}
