package com.example.tracker;

import dev.backslide.core.RegressionAlert;

import static dev.backslide.sdk.tracker.DefaultTracker.getRegressionAlerts;
import static dev.backslide.sdk.tracker.DefaultTracker.recordPerformanceMetric;

/** Uses the default tracker: records metrics and prints the alerts that stand. */
public final class StandaloneTracker {

    private StandaloneTracker() {}

    public static void main(String[] args) {
        // Using the default tracker
        recordPerformanceMetric("inference_speed", 150.0, "tokens/sec", "my_model", "performance");

        // ... and after a change that made it slower
        recordPerformanceMetric("inference_speed", 140.0, "tokens/sec", "my_model", "performance");

        // Check for alerts
        for (RegressionAlert alert : getRegressionAlerts()) {
            System.out.println("Alert: " + alert.message());
        }
    }
}
