package com.example.tracker;

import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import java.nio.file.Path;

/** Creates a tracker with a folder and a threshold of its own. */
public final class ProgrammaticConfiguration {

    private ProgrammaticConfiguration() {}

    public static void main(String[] args) {
        // Create a tracker with custom configuration
        try (PerformanceRegressionTracker tracker = PerformanceRegressionTracker.builder()
                .local(Path.of("custom_performance_history"))
                .regressionThreshold(10.0) // 10% threshold
                .build()) {
            tracker.recordMetric("inference_speed", 150.0, "tokens/sec", "my_model", "performance");
            tracker.recordMetric("inference_speed", 140.0, "tokens/sec", "my_model", "performance");
            System.out.println("Alerts at -6.67 % and a threshold of 10 %: " + tracker.getAlerts().size());
        }
    }
}
