package dev.backslide.sdk.internal.storage;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Text;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One line of a journal: what happened to a series, and what that did to its alerts. Immutable.
 *
 * @param seriesKey canonical text of {@link SeriesKey}; that of the measurement where there is one
 * @param measurement what was recorded; null: nothing, or it was pruned
 * @param command what was done by a person; null: nothing
 * @param alerts changes of state that it caused, in order; they are kept when the measurement is pruned
 */
public record JournalEntry(
        String seriesKey,
        @Nullable MetricEvent measurement,
        @Nullable AlertCommand command,
        List<RegressionAlert> alerts) {

    /** @throws dev.backslide.core.InvalidMetricException when the key names no series */
    public JournalEntry {
        SeriesKey.parse(seriesKey);
        if (measurement != null && !SeriesKey.isOf(seriesKey, measurement)) {
            throw new IllegalArgumentException(
                    "series_key was " + Text.quote(seriesKey) + " but it must be that of its measurement, "
                            + Text.quote(String.valueOf(measurement.metricKey())));
        }
        if (measurement != null && seriesKey.equals(measurement.metricKey().toString())) {
            // Earlier versions did not escape a name that could be read as dimensions.
            seriesKey = SeriesKey.text(measurement.metricKey());
        }
        alerts = List.copyOf(alerts);
    }

    /** Of a measurement. */
    public static JournalEntry of(String seriesKey, MetricEvent measurement, List<RegressionAlert> alerts) {
        return new JournalEntry(seriesKey, measurement, null, alerts);
    }

    /** Of a command. */
    public static JournalEntry of(AlertCommand command, List<RegressionAlert> alerts) {
        return new JournalEntry(command.seriesKey(), null, command, alerts);
    }

    /** Of a change of state whose cause is not in this journal. */
    public static JournalEntry of(RegressionAlert alert) {
        return new JournalEntry(alert.seriesKey(), null, null, List.of(alert));
    }

    /** Whether it says anything. */
    public boolean saysSomething() {
        return measurement != null || command != null || !alerts.isEmpty();
    }

    /** The same without its measurement. */
    JournalEntry withoutMeasurement() {
        return new JournalEntry(seriesKey, null, command, alerts);
    }
}
