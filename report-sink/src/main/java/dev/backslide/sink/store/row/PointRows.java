package dev.backslide.sink.store.row;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.Run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/** Writes measurements; one that is there already changes nothing. Not thread-safe: the writer's thread only. */
public final class PointRows implements AutoCloseable {

    private static final String INSERT = "INSERT INTO points (series_id, order_micros, timestamp_micros,"
            + " event_id, value, unit, category, metadata, direction, threshold_percent, samples, run_id, commit_id,"
            + " branch, build_url) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private final SeriesIds seriesIds;
    private final PreparedStatement insert;

    public PointRows(Connection connection, SeriesIds seriesIds) throws SQLException {
        this.seriesIds = seriesIds;
        insert = connection.prepareStatement(INSERT);
    }

    public void write(List<StoredMeasurement> metrics) throws SQLException {
        insert.clearBatch();
        for (StoredMeasurement metric : metrics) {
            bind(seriesIds.idOf(metric.seriesKey(), metric.measurement()), metric.measurement());
            insert.addBatch();
        }
        insert.executeBatch();
    }

    private void bind(long seriesId, MetricEvent event) throws SQLException {
        insert.setLong(1, seriesId);
        insert.setLong(2, Micros.of(event.orderTime()));
        insert.setLong(3, Micros.of(event.timestamp()));
        insert.setString(4, event.eventId());
        insert.setDouble(5, event.value());
        insert.setString(6, event.unit());
        insert.setString(7, event.category());
        insert.setString(8, JsonText.object(event.metadata()));
        insert.setString(9, event.direction() == null ? null : event.direction().name());
        if (event.thresholdPercent() == null) {
            insert.setNull(10, Types.REAL);
        } else {
            insert.setDouble(10, event.thresholdPercent());
        }
        insert.setString(11, event.samples().isEmpty() ? null : JsonText.array(event.samples()));
        Run run = event.run();
        insert.setString(12, run.runId());
        insert.setString(13, run.commit());
        insert.setString(14, run.branch());
        insert.setString(15, run.buildUrl());
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
