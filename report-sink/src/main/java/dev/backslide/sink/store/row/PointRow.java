package dev.backslide.sink.store.row;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.Run;
import dev.backslide.core.UnitConversion;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A measurement as it is stored. Immutable.
 *
 * @param seriesKey canonical text
 * @param modelName name of the measured model
 * @param name metric name
 * @param value in the unit
 * @param unit may be empty
 * @param category of the metric
 * @param timestamp when it was measured
 * @param orderTime where it belongs in its series
 * @param metadataJson a JSON object
 * @param eventId idempotency key
 * @param direction as the event declared it; null: not declared
 * @param thresholdPercent as the event declared it; null: not declared
 * @param samplesJson a JSON array of the values within the run; null: not given
 * @param commit revision; null: not known
 * @param branch null: not known
 * @param runId null: not known
 * @param buildUrl null: not known
 */
public record PointRow(
        String seriesKey,
        String modelName,
        String name,
        double value,
        String unit,
        String category,
        Instant timestamp,
        Instant orderTime,
        String metadataJson,
        String eventId,
        @Nullable String direction,
        @Nullable Double thresholdPercent,
        @Nullable String samplesJson,
        @Nullable String commit,
        @Nullable String branch,
        @Nullable String runId,
        @Nullable String buildUrl) {

    public static final String COLUMNS = "s.series_key, s.model_name, s.metric_name, p.value, p.unit, p.category,"
            + " p.timestamp_micros, p.order_micros, p.metadata, p.event_id, p.direction, p.threshold_percent,"
            + " p.samples, p.commit_id, p.branch, p.run_id, p.build_url";

    /** Maps {@link #COLUMNS}. */
    public static final RowMapper<PointRow> MAPPER = PointRow::map;

    /** A measurement as it would be stored. */
    public static PointRow of(String seriesKey, MetricEvent event) {
        Run run = event.run();
        return new PointRow(
                seriesKey,
                event.modelName(),
                event.name(),
                event.value(),
                event.unit(),
                event.category(),
                event.timestamp(),
                event.orderTime(),
                JsonText.object(event.metadata()),
                event.eventId(),
                event.direction() == null ? null : event.direction().name(),
                event.thresholdPercent(),
                event.samples().isEmpty() ? null : JsonText.array(event.samples()),
                run.commit(),
                run.branch(),
                run.runId(),
                run.buildUrl());
    }

    /**
     * Measurements of one series that can be compared with each other, in one unit.
     *
     * @param rows in order, at least one
     * @param unit as the detector has it; null: it has said nothing yet, so that the first measurement decides. Where none can be converted
     *     into it, the newest does
     */
    public static List<PointRow> comparable(List<PointRow> rows, @Nullable String unit) {
        List<PointRow> comparable = inUnit(rows, unit == null ? rows.get(0).unit() : unit);
        return comparable.isEmpty() ? inUnit(rows, rows.get(rows.size() - 1).unit()) : comparable;
    }

    private static List<PointRow> inUnit(List<PointRow> rows, String unit) {
        return rows.stream().flatMap(row -> row.inUnit(unit).stream()).toList();
    }

    /** The same measurement in another unit, but for its samples; empty where the two cannot be compared. */
    public Optional<PointRow> inUnit(String other) {
        return unit.equals(other)
                ? Optional.of(this)
                : UnitConversion.between(unit, other).map(conversion -> inUnit(other, conversion.apply(value)));
    }

    private PointRow inUnit(String other, double converted) {
        return new PointRow(
                seriesKey,
                modelName,
                name,
                converted,
                other,
                category,
                timestamp,
                orderTime,
                metadataJson,
                eventId,
                direction,
                thresholdPercent,
                samplesJson,
                commit,
                branch,
                runId,
                buildUrl);
    }

    private static PointRow map(ResultSet row, StatementContext context) throws SQLException {
        return new PointRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getDouble(4),
                row.getString(5),
                row.getString(6),
                Micros.toInstant(row.getLong(7)),
                Micros.toInstant(row.getLong(8)),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                (Double) row.getObject(12),
                row.getString(13),
                row.getString(14),
                row.getString(15),
                row.getString(16),
                row.getString(17));
    }
}
