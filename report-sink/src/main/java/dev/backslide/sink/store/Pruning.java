package dev.backslide.sink.store;

import dev.backslide.sink.store.row.Micros;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * One request to drop old measurements, done in short transactions so that storing goes on in between. Alerts stay, whatever
 * their age. The steps are the writer's thread's; the result is anybody's.
 */
final class Pruning {

    private static final long STEP_NANOS = 200_000_000L;

    private final Retention retention;
    private final CompletableFuture<Long> dropped = new CompletableFuture<>();
    private @Nullable Deque<Long> series;
    private long counted;
    private long committed;

    Pruning(Retention retention) {
        this.retention = retention;
    }

    /** How many measurements were dropped, once all of them are. */
    CompletableFuture<Long> dropped() {
        return dropped;
    }

    /** One transaction of a fifth of a second or so; returns whether it was the last. Not thread-safe: the writer's thread. */
    boolean step(Connection connection) throws SQLException {
        long end = System.nanoTime() + STEP_NANOS;
        Deque<Long> left = series;
        if (left == null) {
            left = seriesIds(connection);
            series = left;
        }
        while (!left.isEmpty() && System.nanoTime() < end) {
            long id = left.element();
            counted += prune(connection, id);
            left.remove();
        }
        return left.isEmpty();
    }

    /** What was counted since the last call is dropped for good. */
    void committed() {
        committed += counted;
        counted = 0;
    }

    /** What was counted since the last commit was not dropped: everything is looked at again. */
    void restart() {
        counted = 0;
        series = null;
    }

    /** Tells and returns how many measurements were dropped. */
    long done() {
        dropped.complete(committed);
        return committed;
    }

    private static Deque<Long> seriesIds(Connection connection) throws SQLException {
        Deque<Long> ids = new ArrayDeque<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT series_id FROM series");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private long prune(Connection connection, long series) throws SQLException {
        long rows = 0;
        if (retention.notBefore() != null) {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM points WHERE series_id = ? AND order_micros < ?")) {
                delete.setLong(1, series);
                delete.setLong(2, Micros.of(retention.notBefore()));
                rows += delete.executeUpdate();
            }
        }
        if (retention.keep() != null) {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM points WHERE series_id = ?1 AND"
                    + " (order_micros, timestamp_micros, event_id) <= (SELECT order_micros, timestamp_micros, event_id"
                    + " FROM points WHERE series_id = ?1"
                    + " ORDER BY order_micros DESC, timestamp_micros DESC, event_id DESC LIMIT 1 OFFSET ?2)")) {
                delete.setLong(1, series);
                delete.setInt(2, retention.keep());
                rows += delete.executeUpdate();
            }
        }
        if (rows > 0) {
            dropEmpty(connection, series);
        }
        return rows;
    }

    /** A series without measurements is none: it would stand in lists with nothing to show. */
    private static void dropEmpty(Connection connection, long series) throws SQLException {
        for (String sql : new String[] {
            "DELETE FROM stats WHERE series_key = (SELECT series_key FROM series WHERE series_id = ?1)"
                    + " AND NOT EXISTS (SELECT 1 FROM points WHERE series_id = ?1)",
            "DELETE FROM series WHERE series_id = ?1 AND NOT EXISTS (SELECT 1 FROM points WHERE series_id = ?1)"
        }) {
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setLong(1, series);
                delete.executeUpdate();
            }
        }
    }
}
