package dev.backslide.benchmarks;

import dev.backslide.core.MetricEvent;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicSettings;
import dev.backslide.sink.Sink;
import dev.backslide.sink.settings.SinkSettings;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Rows a second that the sink materializes, from broker to committed row, beside a bare batched JDBC insert of the same rows into the
 * same tables. Not thread-safe.
 */
final class SinkBench {

    private static final TopicSettings TOPICS = TopicSettings.DEFAULT.withPrefix("sink");
    private static final Workload WORKLOAD = new Workload(1_000, 300_000);
    private static final int BATCH = 500;
    private static final long POLL_NANOS = 5_000_000L;
    private static final double NANOS = 1e9;
    private static final double TARGET = 0.5;

    private final Cluster cluster;
    private final Path folder;

    SinkBench(Cluster cluster, Path folder) {
        this.cluster = cluster;
        this.folder = folder;
    }

    void run(int rounds, Figures figures) throws Exception {
        TopicCatalogue topics = cluster.catalogue(TOPICS);
        cluster.fill(topics.metrics(), WORKLOAD);
        for (int round = 0; round < rounds; round++) {
            Path store = folder.resolve("sink-" + round);
            double ours = sink(store);
            double bare = bare(store.resolve("backslide.db"), folder.resolve("bare-" + round + ".db"));
            figures.add("sink, rows/s", ours, "bare batched JDBC insert, rows/s", bare, TARGET);
        }
    }

    private double sink(Path store) {
        try (Sink sink = Sink.start(
                SinkSettings.of(cluster.bootstrapServers(), TOPICS, store).withHttp("127.0.0.1", 0))) {
            long first = 0;
            long startedAt = 0;
            while (true) {
                long consumed = sink.progress().consumed();
                long now = System.nanoTime();
                if (first == 0 && consumed > 0) {
                    first = consumed;
                    startedAt = now;
                }
                if (consumed >= WORKLOAD.events()) {
                    return (consumed - first) / ((now - startedAt) / NANOS);
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    /** The same rows into an empty copy of the sink's own database, one transaction a batch. */
    private static double bare(Path filled, Path copy) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + filled)) {
            execute(connection, "VACUUM INTO '" + copy + "'");
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy)) {
            execute(connection, "PRAGMA journal_mode=WAL");
            execute(connection, "PRAGMA synchronous=NORMAL");
            execute(connection, "DELETE FROM points");
            connection.setAutoCommit(false);
            long before = System.nanoTime();
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO points (series_id, order_micros, timestamp_micros, event_id, value, unit, category,"
                            + " metadata, commit_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                for (int i = 0; i < WORKLOAD.events(); i++) {
                    add(insert, WORKLOAD.event(i), i % WORKLOAD.series() + 1);
                    if (i % BATCH == BATCH - 1) {
                        insert.executeBatch();
                        connection.commit();
                    }
                }
                insert.executeBatch();
                connection.commit();
            }
            return WORKLOAD.events() / ((System.nanoTime() - before) / NANOS);
        }
    }

    private static void add(PreparedStatement insert, MetricEvent event, int seriesId) throws SQLException {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, event.timestamp());
        insert.setInt(1, seriesId);
        insert.setLong(2, micros);
        insert.setLong(3, micros);
        insert.setString(4, event.eventId());
        insert.setDouble(5, event.value());
        insert.setString(6, event.unit());
        insert.setString(7, event.category());
        insert.setString(8, "{}");
        insert.setString(9, event.run().commit());
        insert.addBatch();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
