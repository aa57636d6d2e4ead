package dev.backslide.sink.store.row;

import dev.backslide.core.AlertReason;
import dev.backslide.core.AlertState;
import dev.backslide.core.Direction;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Rows of {@code alerts} and {@code alert_transitions} as alerts. Thread-safe. */
public final class AlertMapper implements RowMapper<RegressionAlert> {

    @Override
    public RegressionAlert map(ResultSet row, StatementContext context) throws SQLException {
        return RegressionAlert.builder()
                .alertId(row.getString("alert_id"))
                .fingerprint(row.getString("fingerprint"))
                .revision(row.getInt("revision"))
                .state(AlertState.valueOf(row.getString("state")))
                .severity(Severity.valueOf(row.getString("severity")))
                .seriesKey(row.getString("series_key"))
                .metricName(row.getString("metric_name"))
                .modelName(row.getString("model_name"))
                .unit(row.getString("unit"))
                .category(row.getString("category"))
                .direction(Direction.valueOf(row.getString("direction")))
                .detector(row.getString("detector"))
                .previousValue(number(row, "previous_value"))
                .currentValue(number(row, "current_value"))
                .changePercent(nullable(row, "change_percent"))
                .thresholdPercent(number(row, "threshold_percent"))
                .floor(row.getDouble("floor"))
                .noisePercent(nullable(row, "noise_percent"))
                .strength(nullable(row, "strength"))
                .timestamp(Micros.toInstant(row.getLong("timestamp_micros")))
                .openedAt(Micros.toInstant(row.getLong("opened_micros")))
                .eventId(row.getString("event_id"))
                .lastGoodCommit(row.getString("last_good_commit"))
                .firstBadCommit(row.getString("first_bad_commit"))
                .message(row.getString("message"))
                .reasonCode(AlertReason.valueOf(row.getString("reason_code")))
                .reason(row.getString("reason"))
                .pinnedBaseline(nullable(row, "pinned_baseline"))
                .actor(row.getString("actor"))
                .snoozedUntil(instant(row, "snoozed_until_micros"))
                .build();
    }

    /** SQLite keeps no NaN: it comes back as one from NULL. */
    private static double number(ResultSet row, String column) throws SQLException {
        Double value = nullable(row, column);
        return value == null ? Double.NaN : value;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Micros.toInstant(micros);
    }

    private static @Nullable Double nullable(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }
}
