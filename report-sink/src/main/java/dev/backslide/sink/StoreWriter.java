package dev.backslide.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes batches, rows and offsets in one transaction: a crash neither loses nor doubles a row. Not thread-safe: one thread
 * writes.
 */
final class StoreWriter implements AutoCloseable {

    private final Connection connection;
    private final SeriesIds seriesIds;
    private final PointRows points;
    private final AlertRows alerts;
    private final StatsRows stats;
    private final OffsetRows offsets;

    /** @param connection with auto-commit off, on a migrated database; closed with this writer */
    StoreWriter(Connection connection) throws SQLException {
        this.connection = connection;
        seriesIds = new SeriesIds(connection);
        points = new PointRows(connection, seriesIds);
        alerts = new AlertRows(connection);
        stats = new StatsRows(connection);
        offsets = new OffsetRows(connection);
    }

    /** Where to go on reading. */
    List<NextOffset> offsets() throws SQLException {
        List<NextOffset> stored = offsets.read();
        connection.rollback();
        return stored;
    }

    /** Stores all of it or, where it throws, nothing. */
    void write(Batch batch) throws SQLException {
        try {
            points.write(batch.metrics());
            alerts.write(batch.alerts());
            stats.write(batch.stats());
            offsets.write(batch.offsets());
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            undo(e);
            throw e;
        }
    }

    private void undo(Exception cause) {
        seriesIds.forget();
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() throws SQLException {
        seriesIds.close();
        points.close();
        alerts.close();
        stats.close();
        offsets.close();
        connection.close();
    }
}
