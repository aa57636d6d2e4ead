package dev.backslide.files;

import dev.backslide.core.MetricEvent;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file that is a measurement. Immutable.
 *
 * @param line of the file, from 1
 * @param seriesId as the file has it; null: the file has no such column
 * @param index as the file has it; null: the file has no such column or the cell is empty
 * @param event the measurement
 */
public record MeasuredRow(
        long line, @Nullable String seriesId, @Nullable String index, MetricEvent event) {}
