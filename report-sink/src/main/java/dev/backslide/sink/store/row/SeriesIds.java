package dev.backslide.sink.store.row;

import dev.backslide.core.MetricEvent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers of series, given on first sight; those used last are kept on the heap. Not thread-safe: the writer's thread only. */
public final class SeriesIds implements AutoCloseable {

    private static final int KEPT = 100_000;

    private final PreparedStatement find;
    private final PreparedStatement add;
    private final Map<String, Long> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > KEPT;
        }
    };

    public SeriesIds(Connection connection) throws SQLException {
        find = connection.prepareStatement("SELECT series_id FROM series WHERE series_key = ?");
        add = connection.prepareStatement(
                "INSERT INTO series (series_key, model_name, metric_name) VALUES (?, ?, ?) RETURNING series_id");
    }

    long idOf(String seriesKey, MetricEvent event) throws SQLException {
        Long id = kept.get(seriesKey);
        if (id == null) {
            id = findOrAdd(seriesKey, event);
            kept.put(seriesKey, id);
        }
        return id;
    }

    /** After a rollback: numbers given since the last commit are gone. */
    public void forget() {
        kept.clear();
    }

    private long findOrAdd(String seriesKey, MetricEvent event) throws SQLException {
        find.setString(1, seriesKey);
        try (ResultSet row = find.executeQuery()) {
            if (row.next()) {
                return row.getLong(1);
            }
        }
        add.setString(1, seriesKey);
        add.setString(2, event.modelName());
        add.setString(3, event.name());
        try (ResultSet row = add.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        find.close();
        add.close();
    }
}
