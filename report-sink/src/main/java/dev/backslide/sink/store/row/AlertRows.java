package dev.backslide.sink.store.row;

import dev.backslide.core.AlertState;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import dev.backslide.sink.transition.AlertBefore;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;

/**
 * Writes alerts: each revision once to the audit, the highest to the current ones. An older revision that comes again
 * changes nothing. Not thread-safe: the writer's thread only.
 */
public final class AlertRows implements AutoCloseable {

    private static final String COLUMNS =
            "(alert_id, revision, fingerprint, state, severity, severity_rank, series_key,"
                    + " model_name, metric_name, unit, category, direction, detector, previous_value, current_value,"
                    + " change_percent, threshold_percent, noise_percent, strength, timestamp_micros, opened_micros, event_id,"
                    + " last_good_commit, first_bad_commit, message, reason, floor, pinned_baseline, actor,"
                    + " snoozed_until_micros, reason_code)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    // OR IGNORE would also lose, without a word, what lacks a value.
                    + " ON CONFLICT DO NOTHING";

    /** Late measurements may move a severity up and down: what was as severe before is no news. */
    private static final String HIGHEST =
            "SELECT t.severity FROM alert_transitions t WHERE t.alert_id = a.alert_id AND t.revision <= a.revision"
                    + " AND (t.revision = a.revision OR t.revision > (SELECT coalesce(max(e.revision), 0) FROM alert_transitions e"
                    + " WHERE e.alert_id = a.alert_id AND e.revision <= a.revision"
                    + " AND e.state NOT IN ('OPEN', 'ACKNOWLEDGED', 'SNOOZED')))"
                    + " ORDER BY t.severity_rank DESC LIMIT 1";

    private final PreparedStatement audit;
    private final PreparedStatement outdated;
    private final PreparedStatement current;
    private final PreparedStatement before;
    private final OutboxRows outbox;

    /** @param outbox gets each change of state; closed with this */
    public AlertRows(Connection connection, OutboxRows outbox) throws SQLException {
        this.outbox = outbox;
        before = connection.prepareStatement("SELECT a.state, a.revision, coalesce((" + HIGHEST
                + "), a.severity) AS severity FROM alerts a WHERE a.alert_id = ?");
        audit = connection.prepareStatement("INSERT INTO alert_transitions " + COLUMNS);
        outdated = connection.prepareStatement("DELETE FROM alerts WHERE alert_id = ? AND revision < ?");
        current = connection.prepareStatement("INSERT INTO alerts " + COLUMNS);
    }

    public void write(List<RegressionAlert> alerts) throws SQLException {
        for (RegressionAlert alert : alerts) {
            bind(audit, alert);
            if (audit.executeUpdate() > 0) {
                tell(alert);
            }
            outdated.setString(1, alert.alertId());
            outdated.setInt(2, alert.revision());
            outdated.executeUpdate();
            bind(current, alert);
            current.executeUpdate();
        }
    }

    /** A revision that comes after a later one is history, and nobody is told. */
    private void tell(RegressionAlert alert) throws SQLException {
        before.setString(1, alert.alertId());
        try (ResultSet row = before.executeQuery()) {
            if (!row.next()) {
                outbox.write(null, alert);
            } else if (row.getInt("revision") < alert.revision()) {
                outbox.write(
                        new AlertBefore(
                                AlertState.valueOf(row.getString("state")),
                                Severity.valueOf(row.getString("severity"))),
                        alert);
            }
        }
    }

    private static void bind(PreparedStatement row, RegressionAlert alert) throws SQLException {
        row.setString(1, alert.alertId());
        row.setInt(2, alert.revision());
        row.setString(3, alert.fingerprint());
        row.setString(4, alert.state().name());
        row.setString(5, alert.severity().name());
        row.setInt(6, rank(alert.severity()));
        row.setString(7, alert.seriesKey());
        row.setString(8, alert.modelName());
        row.setString(9, alert.metricName());
        row.setString(10, alert.unit());
        row.setString(11, alert.category());
        row.setString(12, alert.direction().name());
        row.setString(13, alert.detector());
        row.setDouble(14, alert.previousValue());
        row.setDouble(15, alert.currentValue());
        setNullable(row, 16, alert.changePercent());
        row.setDouble(17, alert.thresholdPercent());
        setNullable(row, 18, alert.noisePercent());
        setNullable(row, 19, alert.strength());
        row.setLong(20, Micros.of(alert.timestamp()));
        row.setLong(21, Micros.of(alert.openedAt()));
        row.setString(22, alert.eventId());
        row.setString(23, alert.lastGoodCommit());
        row.setString(24, alert.firstBadCommit());
        row.setString(25, alert.message());
        row.setString(26, alert.reason());
        row.setDouble(27, alert.floor());
        setNullable(row, 28, alert.pinnedBaseline());
        row.setString(29, alert.actor());
        Instant snoozedUntil = alert.snoozedUntil();
        if (snoozedUntil == null) {
            row.setNull(30, Types.INTEGER);
        } else {
            row.setLong(30, Micros.of(snoozedUntil));
        }
        row.setString(31, alert.reasonCode().name());
    }

    /** Severities as numbers that sort: stored, so they never change. */
    private static int rank(Severity severity) {
        return switch (severity) {
            case INFO -> 0;
            case WARNING -> 1;
            case CRITICAL -> 2;
        };
    }

    private static void setNullable(PreparedStatement row, int column, @Nullable Double value) throws SQLException {
        if (value == null) {
            row.setNull(column, Types.REAL);
        } else {
            row.setDouble(column, value);
        }
    }

    @Override
    public void close() throws SQLException {
        outbox.close();
        before.close();
        audit.close();
        outdated.close();
        current.close();
    }
}
