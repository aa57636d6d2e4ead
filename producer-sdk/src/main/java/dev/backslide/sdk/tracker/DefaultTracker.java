package dev.backslide.sdk.tracker;

import dev.backslide.core.RegressionAlert;
import dev.backslide.sdk.VerdictOutcome;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One tracker for the whole JVM, as system properties ({@code perf.*}) and environment variables ({@code BACKSLIDE_*}) say; see
 * docs/tracker.md. Without any it is a local one in {@code performance_history}. Thread-safe.
 *
 * @since 0.1
 */
public final class DefaultTracker {

    private static @Nullable PerformanceRegressionTracker tracker;

    private DefaultTracker() {}

    /**
     * The tracker, started for the first who asks.
     *
     * @throws IllegalArgumentException naming every property and variable that breaks a rule
     */
    public static synchronized PerformanceRegressionTracker getDefaultTracker() {
        PerformanceRegressionTracker current = tracker;
        if (current == null) {
            current = new TrackerVariables(System::getProperty, System.getenv())
                    .builder(Path.of(""))
                    .build();
            tracker = current;
        }
        return current;
    }

    /**
     * Sets the default tracker, for callers that configure it in code or from a file.
     *
     * @param replacement null: the next call starts a new one
     * @return the previous default tracker, which stays open until its owner closes it; null: there was none
     */
    public static synchronized @Nullable PerformanceRegressionTracker setDefaultTracker(
            @Nullable PerformanceRegressionTracker replacement) {
        PerformanceRegressionTracker before = tracker;
        tracker = replacement;
        return before;
    }

    /** Records a measurement of this run, taken now; see {@link PerformanceRegressionTracker#recordMetric}. */
    public static VerdictOutcome recordPerformanceMetric(
            String name, double value, String unit, String modelName, String category) {
        return getDefaultTracker().recordMetric(name, value, unit, modelName, category);
    }

    /** Records a measurement of this run, taken now, with metadata beside the run's. */
    public static VerdictOutcome recordPerformanceMetric(
            String name, double value, String unit, String modelName, String category, Map<String, String> metadata) {
        return getDefaultTracker().recordMetric(name, value, unit, modelName, category, metadata);
    }

    /** Alerts that are not closed; see {@link PerformanceRegressionTracker#getAlerts}. */
    public static List<RegressionAlert> getRegressionAlerts() {
        return getDefaultTracker().getAlerts();
    }

    /** Saves history and alerts; see {@link PerformanceRegressionTracker#saveHistory}. */
    public static void saveRegressionData() {
        getDefaultTracker().saveHistory();
    }
}
