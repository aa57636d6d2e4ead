package dev.backslide.sink.store.row;

import dev.backslide.core.MetricStats;
import dev.backslide.core.statistics.Summary;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;

/** Writes the latest statistics of series. Not thread-safe: the writer's thread only. */
public final class StatsRows implements AutoCloseable {

    private final PreparedStatement replace;

    public StatsRows(Connection connection) throws SQLException {
        replace = connection.prepareStatement("INSERT OR REPLACE INTO stats (series_key, model_name, metric_name, unit,"
                + " category, direction, window_size, count, mean, stdev, min, max, median, latest,"
                + " latest_timestamp_micros, pinned_baseline) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    public void write(Collection<MetricStats> stats) throws SQLException {
        replace.clearBatch();
        for (MetricStats latest : stats) {
            bind(latest);
            replace.addBatch();
        }
        replace.executeBatch();
    }

    private void bind(MetricStats stats) throws SQLException {
        Summary summary = stats.summary();
        replace.setString(1, stats.seriesKey());
        replace.setString(2, stats.modelName());
        replace.setString(3, stats.metricName());
        replace.setString(4, stats.unit());
        replace.setString(5, stats.category());
        replace.setString(6, stats.direction().name());
        replace.setInt(7, stats.windowSize());
        replace.setInt(8, summary.count());
        replace.setDouble(9, summary.mean());
        replace.setDouble(10, summary.stdev());
        replace.setDouble(11, summary.min());
        replace.setDouble(12, summary.max());
        replace.setDouble(13, summary.median());
        replace.setDouble(14, summary.latest());
        replace.setLong(15, Micros.of(stats.latestTimestamp()));
        Double baseline = stats.pinnedBaseline();
        if (baseline == null) {
            replace.setNull(16, Types.REAL);
        } else {
            replace.setDouble(16, baseline);
        }
    }

    @Override
    public void close() throws SQLException {
        replace.close();
    }
}
