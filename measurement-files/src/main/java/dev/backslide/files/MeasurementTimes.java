package dev.backslide.files;

import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.detection.history.MeasurementTime;
import dev.backslide.core.text.TimeText;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds out when a row was measured: from its timestamp, its date and time, or its index. Immutable. */
final class MeasurementTimes {

    private final MeasurementColumns columns;
    private final MeasurementDefaults defaults;

    MeasurementTimes(MeasurementColumns columns, MeasurementDefaults defaults) {
        this.columns = columns;
        this.defaults = defaults;
    }

    /** @throws InvalidMetricException when the row names no time that makes sense */
    Instant of(List<String> cells) {
        Optional<String> timestamp = columns.cell(cells, MeasurementColumns.TIMESTAMP);
        Optional<String> dateTime = columns.cell(cells, MeasurementColumns.DATE_TIME);
        Optional<String> index = columns.cell(cells, MeasurementColumns.INDEX);
        if (timestamp.isPresent()) {
            return sensible("timestamp", timestamp.get(), ofTime("timestamp", timestamp.get()));
        }
        if (dateTime.isPresent()) {
            return sensible("date_time", dateTime.get(), ofTime("date_time", dateTime.get()));
        }
        if (index.isPresent()) {
            return sensible("index", index.get(), ofIndex(index.get()));
        }
        throw new InvalidMetricException("the row has no time but every measurement needs one; fill in its timestamp, "
                + "date and time, or index");
    }

    private static Instant ofTime(String column, String text) {
        try {
            return TimeText.parse(text);
        } catch (DateTimeException e) {
            throw rule(column, text, TimeText.RULE);
        }
    }

    private Instant ofIndex(String text) {
        try {
            return defaults.start().plus(defaults.interval().multipliedBy(Long.parseUnsignedLong(text)));
        } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
            throw rule("index", text, "a whole number from 0");
        }
    }

    private Instant sensible(String column, String text, Instant time) {
        if (!MeasurementTime.isPlausible(time, defaults.now())) {
            throw rule(
                    column,
                    text,
                    MeasurementTime.RULE + " (it is " + time
                            + "; is it in milliseconds, or are --start and --interval too large?)");
        }
        return time;
    }

    private static InvalidMetricException rule(String column, String text, String rule) {
        return new InvalidMetricException(
                column + " was " + MeasurementRow.quote(text) + " but it must be " + rule + "; correct it");
    }
}
