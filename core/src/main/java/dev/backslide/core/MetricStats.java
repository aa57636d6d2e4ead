package dev.backslide.core;

import dev.backslide.core.statistics.Summary;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Statistics of the newest measurements of one series. Values are in the metric's unit. Immutable.
 *
 * @param seriesKey canonical text of {@link SeriesKey}
 * @param metricName name of the metric
 * @param modelName name of the measured model
 * @param unit of the values
 * @param category of the metric
 * @param direction which way is better, as applied to the newest measurement
 * @param windowSize how many of the newest measurements were considered, at least 1
 * @param summary of those measurements
 * @param latestTimestamp when the newest measurement was taken, UTC
 * @param pinnedBaseline value that a person pinned as the baseline of the series, in the unit; null: none is pinned
 * @since 0.1
 */
public record MetricStats(
        String seriesKey,
        String metricName,
        String modelName,
        String unit,
        String category,
        Direction direction,
        int windowSize,
        Summary summary,
        Instant latestTimestamp,
        @Nullable Double pinnedBaseline) {

    /** Measurements considered by default, as in the specification. */
    public static final int DEFAULT_WINDOW = 10;
}
