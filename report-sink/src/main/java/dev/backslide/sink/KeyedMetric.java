package dev.backslide.sink;

import dev.backslide.core.MetricEvent;

/** A measurement and the series key it came under. Immutable. */
record KeyedMetric(String seriesKey, MetricEvent event) {}
