package dev.backslide.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Writes batches, rows and offsets in one transaction: a crash neither loses nor doubles a row. Not thread-safe: one thread
 * writes.
 */
final class StoreWriter implements AutoCloseable {

    private final Connection connection;
    private final Statement transaction;
    private final SeriesIds seriesIds;
    private final PointRows points;
    private final AlertRows alerts;
    private final StatsRows stats;
    private final OffsetRows offsets;

    /**
     * Transactions are begun and ended here: the driver loses track when SQLite itself rolls back, on a full disk for one.
     *
     * @param connection with auto-commit on, on a migrated database; closed with this writer
     * @param outbox on the same connection; closed with this writer
     */
    StoreWriter(Connection connection, OutboxRows outbox) throws SQLException {
        this.connection = connection;
        transaction = connection.createStatement();
        seriesIds = new SeriesIds(connection);
        points = new PointRows(connection, seriesIds);
        alerts = new AlertRows(connection, outbox);
        stats = new StatsRows(connection);
        offsets = new OffsetRows(connection);
    }

    /** Where to go on reading. */
    List<NextOffset> offsets() throws SQLException {
        return offsets.read();
    }

    /** Stores all of it or, where it throws, nothing. */
    void write(Batch batch) throws SQLException {
        try {
            transaction.execute("BEGIN IMMEDIATE");
            points.write(batch.metrics());
            alerts.write(batch.alerts());
            stats.write(batch.stats());
            offsets.write(batch.offsets());
            transaction.execute("COMMIT");
        } catch (SQLException | RuntimeException e) {
            undo(e);
            throw e;
        }
    }

    /** Does a step of a pruning or, where it throws, nothing; returns whether it was the last. */
    boolean prune(Pruning pruning) throws SQLException {
        try {
            transaction.execute("BEGIN IMMEDIATE");
            boolean last = pruning.step(connection);
            transaction.execute("COMMIT");
            pruning.committed();
            seriesIds.forget();
            return last;
        } catch (SQLException | RuntimeException e) {
            pruning.restart();
            undo(e);
            throw e;
        }
    }

    private void undo(Exception cause) {
        seriesIds.forget();
        try {
            transaction.execute("ROLLBACK");
        } catch (SQLException e) {
            // Refused where SQLite has rolled back already, or nothing was begun.
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
        transaction.close();
        connection.close();
    }
}
