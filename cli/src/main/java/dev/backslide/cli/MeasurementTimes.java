package dev.backslide.cli;

import dev.backslide.core.InvalidMetricException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Finds out when a row was measured: from its timestamp, its date and time, or its index. Immutable. */
final class MeasurementTimes {

    private static final Duration MAX_AHEAD = Duration.ofDays(1);
    private static final int MICRO_DIGITS = 6;
    private static final int MAX_DIGITS = 30;

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
            return sensible("timestamp", timestamp.get(), ofTimestamp(timestamp.get()));
        }
        if (dateTime.isPresent()) {
            return sensible("date_time", dateTime.get(), ofDateTime("date_time", dateTime.get()));
        }
        if (index.isPresent()) {
            return sensible("index", index.get(), ofIndex(index.get()));
        }
        throw new InvalidMetricException("the row has no time but every measurement needs one; fill in its timestamp, "
                + "date and time, or index");
    }

    /** Seconds since 1970 with decimals, as the specification's CSV has them, or ISO 8601. */
    private static Instant ofTimestamp(String text) {
        try {
            BigDecimal seconds = new BigDecimal(text);
            // An exponent can make a short text an immense number.
            if ((long) seconds.precision() - seconds.scale() > MAX_DIGITS || seconds.scale() > MAX_DIGITS) {
                throw new ArithmeticException("beyond the range of microseconds");
            }
            long micros = seconds.movePointRight(MICRO_DIGITS)
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .longValueExact();
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        } catch (NumberFormatException e) {
            return ofDateTime("timestamp", text);
        } catch (ArithmeticException | DateTimeException e) {
            throw rule("timestamp", text, "seconds since 1970, e.g. 1697385600.0");
        }
    }

    /** ISO 8601; without an offset it is UTC. */
    private static Instant ofDateTime(String column, String text) {
        try {
            return text.matches(".*(Z|z|[+-]\\d\\d:?\\d\\d)$")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw rule(column, text, "a time as 2023-10-15T10:30:00 or seconds since 1970");
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
        if (time.isAfter(defaults.now().plus(MAX_AHEAD))) {
            throw rule(
                    column,
                    text,
                    "at most " + MAX_AHEAD.toHours() + " hours ahead of now (it is " + time
                            + "; is it in milliseconds, or are --start and --interval too large?)");
        }
        if (time.isBefore(Instant.EPOCH)) {
            throw rule(column, text, "a time after 1970");
        }
        return time;
    }

    private static InvalidMetricException rule(String column, String text, String rule) {
        return new InvalidMetricException(
                column + " was " + MeasurementRow.quote(text) + " but it must be " + rule + "; correct it");
    }
}
