package com.example.tracker;

import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import dev.backslide.sdk.tracker.TrackerData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Backs a tracker's data up and restores it, from memory and from a file. */
public final class BackupAndRecovery {

    private BackupAndRecovery() {}

    public static void main(String[] args) throws IOException {
        TrackerData backup;
        try (PerformanceRegressionTracker tracker = tracker("performance_history")) {
            tracker.recordMetric("inference_speed", 150.0, "tokens/sec", "my_model", "performance");
            tracker.recordMetric("inference_speed", 140.0, "tokens/sec", "my_model", "performance");

            // Backup current data
            backup = tracker.exportData();
        }
        try (PerformanceRegressionTracker tracker = tracker("restored_history")) {
            // Restore from backup; doing it twice adds nothing
            tracker.importData(backup);
            tracker.importData(backup);
            System.out.println("Restored measurements: "
                    + tracker.getMetricHistory("my_model:inference_speed").size() + ", alerts: "
                    + tracker.getAlerts().size());
        }

        // Or load from specific files
        Path file = Files.writeString(Path.of("backup_metrics.json"), HISTORY);
        try (PerformanceRegressionTracker tracker = tracker("loaded_history")) {
            tracker.loadHistoryFromFile(file);
            System.out.println("Loaded: "
                    + tracker.getPreviousMetric("my_model:inference_speed")
                            .orElseThrow()
                            .value());
        }
    }

    private static PerformanceRegressionTracker tracker(String folder) {
        return PerformanceRegressionTracker.builder().local(Path.of(folder)).build();
    }

    private static final String HISTORY =
            """
            {
              "my_model:inference_speed": [
                {
                  "name": "inference_speed",
                  "value": 150.0,
                  "unit": "tokens/sec",
                  "timestamp": 1697385600.0,
                  "model_name": "my_model",
                  "category": "performance",
                  "metadata": {"test_environment": "local", "hardware": "RTX 3090"}
                },
                {
                  "name": "inference_speed",
                  "value": 145.0,
                  "unit": "tokens/sec",
                  "timestamp": 1697385700.0,
                  "model_name": "my_model",
                  "category": "performance",
                  "metadata": {"test_environment": "local", "hardware": "RTX 3090"}
                }
              ]
            }
            """;
}
