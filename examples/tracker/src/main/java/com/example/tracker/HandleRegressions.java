package com.example.tracker;

import dev.backslide.core.RegressionAlert;

import static dev.backslide.sdk.tracker.DefaultTracker.getRegressionAlerts;
import static dev.backslide.sdk.tracker.DefaultTracker.recordPerformanceMetric;

/** Handles performance regressions by severity. */
public final class HandleRegressions {

    private HandleRegressions() {}

    public static void main(String[] args) {
        recordPerformanceMetric("inference_speed", 150.0, "tokens/sec", "my_model", "performance");
        recordPerformanceMetric("inference_speed", 120.0, "tokens/sec", "my_model", "performance");
        recordPerformanceMetric("memory_usage", 500.0, "MB", "another_model", "memory");
        recordPerformanceMetric("memory_usage", 540.0, "MB", "another_model", "memory");

        for (RegressionAlert alert : getRegressionAlerts()) {
            switch (alert.severity()) {
                case CRITICAL -> {
                    System.out.println("CRITICAL REGRESSION: " + alert.message());
                    System.out.println("Investigation required immediately!");
                    // Trigger notification, issue creation, etc.
                }
                case WARNING -> {
                    System.out.println("WARNING: " + alert.message());
                    System.out.println("Consider investigating");
                }
                case INFO -> System.out.println("INFO: " + alert.message());
            }
        }
    }
}
