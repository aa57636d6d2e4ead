package dev.backslide.files;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.SeriesKey;

/**
 * A measurement of a recorded file and where it stands in its series. Immutable, but for what is known of the series.
 *
 * @param series key of the series
 * @param of the series as the file has it
 * @param event the measurement
 */
public record RecordedMeasurement(SeriesKey series, RecordedSeries of, MetricEvent event) {}
