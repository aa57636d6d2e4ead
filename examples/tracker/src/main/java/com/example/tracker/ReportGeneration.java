package com.example.tracker;

import dev.backslide.core.statistics.Summary;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import java.nio.file.Path;

/** Writes a report and a CSV file, and asks for statistics. */
public final class ReportGeneration {

    private ReportGeneration() {}

    public static void main(String[] args) {
        try (PerformanceRegressionTracker tracker = PerformanceRegressionTracker.builder()
                .local(Path.of("performance_history"))
                .build()) {
            for (double value : new double[] {150, 152, 148, 150}) {
                tracker.recordMetric("inference_speed", value, "tokens/sec", "my_model", "performance");
            }

            // Generate comprehensive report
            Path report = tracker.generateReport(Path.of("custom_reports"));
            System.out.println("Report: " + report);

            // Export to CSV
            Path csv = tracker.exportCsv(Path.of("custom_exports"));
            System.out.println("CSV: " + csv);

            // Get statistical summary
            Summary stats =
                    tracker.getHistoricalStats("my_model:inference_speed").orElseThrow();
            System.out.printf("Mean: %.2f, Std Dev: %.2f%n", stats.mean(), stats.stdev());
        }
    }
}
