package dev.backslide.sink.store.row;

import dev.backslide.core.MetricEvent;

/** A measurement and the series key it came under. Immutable. */
public record KeyedMetric(String seriesKey, MetricEvent event) {}
