package dev.backslide.sdk.tracker;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricStats;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.statistics.Summary;
import dev.backslide.sdk.VerdictOutcome;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records measurements, judges whether each is a regression, and keeps history and alerts: in files of a local folder, or through the
 * pipeline. A key is a series key: {@code model_name:name}, with dimensions if they are configured. Reading
 * methods throw {@link dev.backslide.sdk.tracker.StorageException} when folder or sink cannot be read. Thread-safe.
 *
 * @since 0.1
 */
public interface PerformanceRegressionTracker extends AutoCloseable {

    /** Starts a tracker; the default is a local one in {@code performance_history}. */
    static TrackerBuilder builder() {
        return new TrackerBuilder();
    }

    /**
     * Records an event as it is and judges it. Waits for the pipeline's verdict no longer than the verdict timeout. Never throws: the
     * outcome is {@link VerdictOutcome.NotSent} if it could not be recorded, {@link VerdictOutcome.NoneCame} if no verdict came in time.
     */
    VerdictOutcome addMetric(MetricEvent metric);

    /** Records a measurement of this run, taken now, as {@link #addMetric} does. */
    default VerdictOutcome recordMetric(String name, double value, String unit, String modelName, String category) {
        return recordMetric(name, value, unit, modelName, category, Map.of());
    }

    /** Records a measurement of this run, taken now, with metadata beside the run's. */
    VerdictOutcome recordMetric(
            String name, double value, String unit, String modelName, String category, Map<String, String> metadata);

    /** Judges an event against the recorded history of a series, and records nothing. */
    MetricVerdict checkRegression(String metricKey, MetricEvent current);

    /**
     * The key of an event's series: its metric key, with dimensions if they are configured.
     *
     * @throws dev.backslide.core.InvalidMetricException when the event would not be recorded
     */
    String seriesKeyOf(MetricEvent event);

    /** The newest recorded measurement of a series. */
    Optional<MetricEvent> getPreviousMetric(String metricKey);

    /** All recorded measurements of a series, oldest first; empty for an unknown series. */
    List<MetricEvent> getMetricHistory(String metricKey);

    /** Statistics of the ten newest measurements; empty for an unknown series. */
    default Optional<Summary> getHistoricalStats(String metricKey) {
        return getHistoricalStats(metricKey, MetricStats.DEFAULT_WINDOW);
    }

    /** @param windowSize how many of the newest measurements, at least 1 */
    Optional<Summary> getHistoricalStats(String metricKey, int windowSize);

    /** Alerts that are open, acknowledged or snoozed, the worst first, the newest first among equals. */
    List<RegressionAlert> getAlerts();

    /** Closes all alerts that are open, acknowledged or snoozed; their transitions are kept. */
    void resetAlerts();

    /** Makes sure that everything is on the disk, and writes history and alerts in the specification's JSON shapes. */
    void saveHistory();

    /** Loads the measurements that others have recorded in the storage since. */
    void loadHistory();

    /**
     * Adds the measurements of a file in the specification's JSON shape, or of one that {@link TrackerData#write} wrote. Existing
     * measurements are not added again. Entries that break a rule are named in the log and kept beside the file, in a file
     * {@code .rejected.json}.
     */
    void loadHistoryFromFile(Path file);

    /** Everything this tracker knows. */
    TrackerData exportData();

    /** Adds data that does not exist yet; importing the same data again changes nothing. */
    void importData(TrackerData data);

    /** Writes the report into the reports folder, {@code performance_reports} by default. */
    Path generateReport();

    /** Writes the report as Markdown, which is returned, and beside it as an HTML page with plots. */
    Path generateReport(Path directory);

    /** Writes all measurements as CSV into {@code performance_exports}. */
    Path exportCsv();

    /** Writes all measurements as CSV; returns the file. */
    Path exportCsv(Path directory);

    /** Ends the tracker; recorded measurements stay. Closing again does nothing. */
    @Override
    void close();
}
