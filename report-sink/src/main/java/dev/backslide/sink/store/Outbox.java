package dev.backslide.sink.store;

import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import dev.backslide.sink.store.row.AlertMapper;
import dev.backslide.sink.store.row.Micros;
import dev.backslide.sink.transition.Notification;
import dev.backslide.sink.transition.Transition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The notifications of one receiver, in the order in which they came about. Of what was delivered, the last one of
 * each alert is kept until the alert is over and that was delivered too. Not thread-safe: one thread delivers.
 */
public final class Outbox implements AutoCloseable {

    private static final AlertMapper ALERT = new AlertMapper();

    private final Handle handle;
    private final String receiver;
    private final Clock clock;

    /** @param connection its own, with auto-commit on; closed with this outbox */
    public Outbox(Connection connection, String receiver, Clock clock) {
        this.handle = Jdbi.open(connection);
        this.receiver = receiver;
        this.clock = clock;
    }

    /** The oldest one that was not delivered. */
    public Optional<Notification> first() {
        return handle.createQuery("SELECT t.*, n.notification_id, n.transition, n.created_micros, n.attempts"
                        + " FROM notifications n"
                        + " JOIN alert_transitions t ON t.alert_id = n.alert_id AND t.revision = n.revision"
                        + " WHERE n.target = :receiver AND n.delivered_micros IS NULL"
                        + " ORDER BY n.notification_id LIMIT 1")
                .bind("receiver", receiver)
                .map((row, context) -> {
                    RegressionAlert alert = ALERT.map(row, context);
                    return new Notification(
                            row.getLong("notification_id"),
                            Transition.valueOf(row.getString("transition")),
                            alert,
                            earlierSeverities(alert),
                            Micros.toInstant(row.getLong("created_micros")),
                            row.getInt("attempts"));
                })
                .findOne();
    }

    /** Notes that a notification has arrived. */
    public void delivered(Notification notification) {
        if (notification.transition().isEnd()) {
            forget(notification, "<=");
            return;
        }
        handle.createUpdate("UPDATE notifications SET delivered_micros = :now WHERE notification_id = :id")
                .bind("now", Micros.of(clock.instant()))
                .bind("id", notification.id())
                .execute();
        // That the receiver knows of the alert is said by one row as well as by many.
        forget(notification, "<");
    }

    /** Notes that a notification has not arrived. */
    public void failed(Notification notification) {
        handle.createUpdate("UPDATE notifications SET attempts = attempts + 1 WHERE notification_id = :id")
                .bind("id", notification.id())
                .execute();
    }

    /** Gives a notification up; where it is an end, there is nothing to come for which the others were kept. */
    public void drop(Notification notification) {
        if (notification.transition().isEnd()) {
            forget(notification, "<=");
            return;
        }
        handle.createUpdate("DELETE FROM notifications WHERE notification_id = :id")
                .bind("id", notification.id())
                .execute();
    }

    private void forget(Notification notification, String upTo) {
        handle.createUpdate("DELETE FROM notifications WHERE target = :receiver AND alert_id = :alert"
                        + " AND notification_id " + upTo + " :id")
                .bind("receiver", receiver)
                .bind("alert", notification.alert().alertId())
                .bind("id", notification.id())
                .execute();
    }

    /**
     * Alerts that are open and that the receiver was told about, as severe as it was told: one that has become less severe since is no news.
     */
    public List<RegressionAlert> open() {
        // Of two columns of one name JDBC reads the first.
        return handle.createQuery(
                        "SELECT t.severity, a.* FROM alerts a JOIN alert_transitions t ON t.alert_id = a.alert_id"
                                + " WHERE a.state = 'OPEN' AND t.revision = (SELECT n.revision FROM notifications n"
                                + " WHERE n.target = :receiver AND n.alert_id = a.alert_id AND n.delivered_micros IS NOT NULL"
                                + " ORDER BY n.notification_id DESC LIMIT 1)"
                                + " ORDER BY a.alert_id")
                .bind("receiver", receiver)
                .map(ALERT)
                .list();
    }

    private List<Severity> earlierSeverities(RegressionAlert alert) {
        return handle
                .createQuery("SELECT DISTINCT severity FROM alert_transitions WHERE alert_id = :id"
                        + " AND revision < :revision AND severity <> :severity")
                .bind("id", alert.alertId())
                .bind("revision", alert.revision())
                .bind("severity", alert.severity().name())
                .mapTo(String.class)
                .list()
                .stream()
                .map(Severity::valueOf)
                .toList();
    }

    @Override
    public void close() {
        handle.close();
    }
}
