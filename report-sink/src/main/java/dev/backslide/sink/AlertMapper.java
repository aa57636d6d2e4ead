package dev.backslide.sink;

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
final class AlertMapper implements RowMapper<RegressionAlert> {

    @Override
    public RegressionAlert map(ResultSet row, StatementContext context) throws SQLException {
        return new RegressionAlert(
                row.getString("alert_id"),
                row.getString("fingerprint"),
                row.getInt("revision"),
                AlertState.valueOf(row.getString("state")),
                Severity.valueOf(row.getString("severity")),
                row.getString("series_key"),
                row.getString("metric_name"),
                row.getString("model_name"),
                row.getString("unit"),
                row.getString("category"),
                Direction.valueOf(row.getString("direction")),
                row.getString("detector"),
                number(row, "previous_value"),
                number(row, "current_value"),
                nullable(row, "change_percent"),
                number(row, "threshold_percent"),
                row.getDouble("floor"),
                nullable(row, "noise_percent"),
                nullable(row, "strength"),
                Micros.toInstant(row.getLong("timestamp_micros")),
                Micros.toInstant(row.getLong("opened_micros")),
                row.getString("event_id"),
                row.getString("last_good_commit"),
                row.getString("first_bad_commit"),
                row.getString("message"),
                row.getString("reason"),
                nullable(row, "pinned_baseline"),
                row.getString("actor"),
                instant(row, "snoozed_until_micros"));
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
