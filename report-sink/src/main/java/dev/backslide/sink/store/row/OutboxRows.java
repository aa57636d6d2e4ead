package dev.backslide.sink.store.row;

import dev.backslide.core.RegressionAlert;
import dev.backslide.sink.settings.NotificationSettings;
import dev.backslide.sink.transition.AlertBefore;
import dev.backslide.sink.transition.NotificationCounters;
import dev.backslide.sink.transition.NotificationRules;
import dev.backslide.sink.transition.Transition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;

/**
 * Notes what is to be told in the transaction of the change of state that it tells, so that a crash loses neither without the
 * other. Not thread-safe: the writer's thread only.
 */
public final class OutboxRows implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRows.class);

    private final NotificationRules rules;
    private final int maxPending;
    private final Clock clock;
    private final Map<String, NotificationCounters> receivers;
    private final PreparedStatement told;
    private final PreparedStatement pending;
    private final PreparedStatement add;
    private final PreparedStatement forget;

    /** @param receivers by name */
    public OutboxRows(
            Connection connection,
            NotificationSettings settings,
            Clock clock,
            Map<String, NotificationCounters> receivers)
            throws SQLException {
        this.rules = new NotificationRules(settings, clock);
        this.maxPending = settings.maxPending();
        this.clock = clock;
        this.receivers = receivers;
        told = connection.prepareStatement("SELECT 1 FROM notifications WHERE target = ? AND alert_id = ? LIMIT 1");
        pending = connection.prepareStatement(
                "SELECT count(*) FROM notifications WHERE target = ? AND delivered_micros IS NULL");
        add = connection.prepareStatement("INSERT OR IGNORE INTO notifications"
                + " (target, alert_id, revision, transition, created_micros) VALUES (?, ?, ?, ?, ?)");
        forget = connection.prepareStatement(
                "DELETE FROM notifications WHERE target = ? AND alert_id = ? AND delivered_micros IS NOT NULL");
    }

    /** @param before the alert before this change; null: it is new */
    void write(@Nullable AlertBefore before, RegressionAlert alert) throws SQLException {
        for (Map.Entry<String, NotificationCounters> receiver : receivers.entrySet()) {
            Transition transition = rules.transition(before, alert, isTold(receiver.getKey(), alert.alertId()));
            if (transition == null) {
                continue;
            }
            if (number(pending, receiver.getKey()) >= maxPending) {
                drop(receiver.getKey(), receiver.getValue(), alert);
                if (transition.isEnd()) {
                    forget(receiver.getKey(), alert.alertId());
                }
            } else {
                add(receiver.getKey(), alert, transition);
            }
        }
    }

    private void add(String receiver, RegressionAlert alert, Transition transition) throws SQLException {
        add.setString(1, receiver);
        add.setString(2, alert.alertId());
        add.setInt(3, alert.revision());
        add.setString(4, transition.name());
        add.setLong(5, Micros.of(clock.instant()));
        add.executeUpdate();
    }

    private static void drop(String receiver, NotificationCounters counters, RegressionAlert alert) {
        long number = counters.dropped();
        LOG.atWarn()
                .setMessage("dropped a notification: its receiver has too many pending")
                .addKeyValue("receiver", receiver)
                .addKeyValue("alert", alert.alertId())
                .addKeyValue("dropped", number)
                .log();
    }

    /** What was delivered is kept for the end that is now not told. */
    private void forget(String receiver, String alertId) throws SQLException {
        forget.setString(1, receiver);
        forget.setString(2, alertId);
        forget.executeUpdate();
    }

    private boolean isTold(String receiver, String alertId) throws SQLException {
        told.setString(1, receiver);
        told.setString(2, alertId);
        try (ResultSet row = told.executeQuery()) {
            return row.next();
        }
    }

    private static long number(PreparedStatement query, String receiver) throws SQLException {
        query.setString(1, receiver);
        try (ResultSet row = query.executeQuery()) {
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        told.close();
        pending.close();
        add.close();
        forget.close();
    }
}
