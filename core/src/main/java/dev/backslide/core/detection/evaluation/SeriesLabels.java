package dev.backslide.core.detection.evaluation;

import java.util.List;

/**
 * The truth about one series. Immutable.
 *
 * @param family name of a group of series to report on
 * @param length measurements of the series
 * @param changes true changes of level, in order
 * @param ignored zones in which an alert counts neither way
 * @since 0.1
 */
public record SeriesLabels(String family, int length, List<TrueChange> changes, List<MeasurementRange> ignored) {

    /** Copies the lists. */
    public SeriesLabels {
        changes = List.copyOf(changes);
        ignored = List.copyOf(ignored);
    }
}
