package dev.backslide.sink.store.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.Run;
import dev.backslide.schemas.RecordJson;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Rows of {@code points} as the measurements they were made of. Thread-safe. */
public final class MeasurementMapper implements RowMapper<StoredMeasurement> {

    /** What is mapped, of {@code series s} and {@code points p}. */
    public static final String COLUMNS = "s.series_key, s.model_name, s.metric_name, p.value, p.unit, p.category,"
            + " p.timestamp_micros, p.order_micros, p.metadata, p.event_id, p.direction, p.threshold_percent, p.samples,"
            + " p.run_id, p.commit_id, p.branch, p.build_url";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<Double>> NUMBERS = new TypeReference<>() {};

    @Override
    public StoredMeasurement map(ResultSet row, StatementContext context) throws SQLException {
        double threshold = row.getDouble("threshold_percent");
        Double thresholdPercent = row.wasNull() ? null : threshold;
        String direction = row.getString("direction");
        MetricEvent event = new MetricEvent(
                row.getString("event_id"),
                row.getString("metric_name"),
                row.getDouble("value"),
                row.getString("unit"),
                row.getString("model_name"),
                row.getString("category"),
                Micros.toInstant(row.getLong("timestamp_micros")),
                read(row.getString("metadata"), TEXTS, Map.of()),
                direction == null ? null : Direction.valueOf(direction),
                thresholdPercent,
                read(row.getString("samples"), NUMBERS, List.of()),
                run(row),
                false);
        return new StoredMeasurement(row.getString("series_key"), event);
    }

    /** The order time is the commit's where one was given, so it is told apart from the measurement's own. */
    private static Run run(ResultSet row) throws SQLException {
        long order = row.getLong("order_micros");
        Instant commitTime = order == row.getLong("timestamp_micros") ? null : Micros.toInstant(order);
        return new Run(
                row.getString("run_id"),
                row.getString("commit_id"),
                commitTime,
                row.getString("branch"),
                row.getString("build_url"));
    }

    private static <T> T read(@Nullable String json, TypeReference<T> type, T unset) throws SQLException {
        if (json == null) {
            return unset;
        }
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new SQLException("a column does not hold the JSON that it must: " + RecordJson.problem(e), e);
        }
    }
}
