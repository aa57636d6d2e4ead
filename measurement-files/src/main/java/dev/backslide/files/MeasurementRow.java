package dev.backslide.files;

import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.core.MetricKey;
import dev.backslide.core.Run;
import dev.backslide.core.SeriesKey;
import dev.backslide.sdk.EventIds;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes an event of a row: the same row always gives the same event, id included. Not thread-safe. */
public final class MeasurementRow {

    private final MeasurementColumns columns;
    private final MeasurementDefaults defaults;
    private final MeasurementTimes times;

    MeasurementRow(MeasurementColumns columns, MeasurementDefaults defaults) {
        this.columns = columns;
        this.defaults = defaults;
        this.times = new MeasurementTimes(columns, defaults);
    }

    /** @throws InvalidMetricException when the row is no measurement */
    MetricEvent toEvent(List<String> cells) {
        if (cells.size() != columns.count()) {
            throw new InvalidMetricException("the row has " + cells.size() + " cells but it must have "
                    + columns.count() + ", as the header has; correct it");
        }
        MetricKey key = key(cells);
        String valueText = required(cells, MeasurementColumns.VALUE);
        Instant time = times.of(cells);
        Optional<String> commit = columns.cell(cells, MeasurementColumns.COMMIT);
        Optional<String> branch = columns.cell(cells, MeasurementColumns.BRANCH);
        String unit = columns.cell(cells, MeasurementColumns.UNIT).orElse(defaults.unit());
        String runId = commit.map(hash -> hash + "@" + time).orElse(null);
        MetricEventBuilder event = MetricEvent.builder(key.modelName(), key.name(), number(valueText), unit)
                .category(columns.cell(cells, MeasurementColumns.CATEGORY).orElse(defaults.category()))
                .timestamp(time)
                .direction(defaults.direction())
                .run(new Run(runId, commit.orElse(null), null, branch.orElse(null), null))
                .eventId("replay-"
                        + EventIds.of(
                                key.toString(),
                                time.toString(),
                                valueText,
                                unit,
                                commit.orElse(""),
                                branch.orElse("")));
        columns.metadata().forEach((heading, position) -> {
            String text = cells.get(position).strip();
            if (!text.isEmpty()) {
                event.metadata(heading, text);
            }
        });
        return event.build();
    }

    private MetricKey key(List<String> cells) {
        Optional<String> name = columns.cell(cells, MeasurementColumns.NAME);
        if (name.isPresent()) {
            return new MetricKey(
                    columns.cell(cells, MeasurementColumns.MODEL).orElse(defaults.model()),
                    SeriesKey.nameOf(name.get()));
        }
        String series = columns.cell(cells, MeasurementColumns.SERIES_ID)
                .orElseThrow(() -> missing(
                        columns.positions().containsKey(MeasurementColumns.NAME)
                                ? MeasurementColumns.NAME
                                : MeasurementColumns.SERIES_ID));
        return series.indexOf(':') > 0 ? MetricKey.parse(series) : new MetricKey(defaults.model(), series);
    }

    private String required(List<String> cells, String column) {
        return columns.cell(cells, column).orElseThrow(() -> missing(column));
    }

    private static double number(String text) {
        try {
            // BigDecimal takes plain decimals only: no NaN, no Infinity, no hexadecimal, no trailing 'd'.
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            throw new InvalidMetricException("value was " + quote(text)
                    + " but it must be a finite number, e.g. 12.5; correct it or leave it out");
        }
    }

    private static InvalidMetricException missing(String column) {
        return new InvalidMetricException(column + " was empty but every row needs one; fill it in or remove the row");
    }

    public static String quote(String text) {
        return "'" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'";
    }
}
