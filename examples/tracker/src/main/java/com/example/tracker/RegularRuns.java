package com.example.tracker;

import dev.backslide.core.RegressionAlert;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

import static dev.backslide.sdk.tracker.DefaultTracker.getRegressionAlerts;
import static dev.backslide.sdk.tracker.DefaultTracker.recordPerformanceMetric;
import static dev.backslide.sdk.tracker.DefaultTracker.saveRegressionData;

/** Runs performance tests regularly, e.g. from a CI job; {@code ./backslide test} does it for the tests of a class path. */
public final class RegularRuns {

    /** What is measured, by name; a real one takes the time of your code. */
    private static final Map<String, DoubleSupplier> BENCHMARKS =
            Map.of("startup_time", () -> 120, "inference_time", () -> 8);

    private RegularRuns() {}

    public static void main(String[] args) {
        // Run on schedule (daily, weekly, etc.)
        BENCHMARKS.forEach((name, benchmark) ->
                recordPerformanceMetric(name, benchmark.getAsDouble(), "ms", "my_model", "time"));

        // Check for regressions
        List<RegressionAlert> alerts = getRegressionAlerts();
        System.out.println("Performance alerts: " + alerts.size());
        for (RegressionAlert alert : alerts) {
            System.out.println("  " + alert.severity() + ": " + alert.message());
        }

        // Save data
        saveRegressionData();
    }
}
