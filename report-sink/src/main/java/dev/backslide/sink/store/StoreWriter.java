package dev.backslide.sink.store;

import dev.backslide.sink.store.row.AlertRows;
import dev.backslide.sink.store.row.NextOffset;
import dev.backslide.sink.store.row.OffsetRows;
import dev.backslide.sink.store.row.OutboxRows;
import dev.backslide.sink.store.row.PointRows;
import dev.backslide.sink.store.row.SeriesIds;
import dev.backslide.sink.store.row.StatsRows;
import dev.backslide.sink.store.row.StoreBatch;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes batches, rows and offsets in one transaction: a crash neither loses nor doubles a row. Not thread-safe: one thread
 * writes.
 */
public final class StoreWriter implements AutoCloseable {

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
    public List<NextOffset> offsets() throws SQLException {
        return offsets.read();
    }

    /** Stores all of it or, where it throws, nothing. */
    public void write(StoreBatch batch) throws SQLException {
        try {
            transaction.execute("BEGIN IMMEDIATE");
            rows(batch);
            offsets.write(batch.offsets());
            transaction.execute("COMMIT");
        } catch (SQLException | RuntimeException e) {
            undo(e);
            throw e;
        }
    }

    /**
     * Stores several batches and where to go on after them in one transaction, or, where it throws, nothing. What can never be
     * stored is left out.
     *
     * @return for each batch why it was left out; null: it was not
     */
    public List<@Nullable Exception> writeEach(List<StoreBatch> batches, List<NextOffset> next) throws SQLException {
        List<@Nullable Exception> refusals = new ArrayList<>();
        try {
            transaction.execute("BEGIN IMMEDIATE");
            for (StoreBatch batch : batches) {
                refusals.add(refusalOf(batch));
            }
            offsets.write(next);
            transaction.execute("COMMIT");
            return refusals;
        } catch (SQLException | RuntimeException e) {
            undo(e);
            throw e;
        }
    }

    private @Nullable Exception refusalOf(StoreBatch batch) throws SQLException {
        transaction.execute("SAVEPOINT batch");
        try {
            rows(batch);
            transaction.execute("RELEASE batch");
            return null;
        } catch (SQLException | RuntimeException e) {
            if (e instanceof SQLException refused && !Store.isAboutTheRow(refused)) {
                throw refused;
            }
            seriesIds.forget();
            transaction.execute("ROLLBACK TO batch");
            transaction.execute("RELEASE batch");
            return e;
        }
    }

    private void rows(StoreBatch batch) throws SQLException {
        points.write(batch.metrics());
        alerts.write(batch.alerts());
        stats.write(batch.stats());
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
