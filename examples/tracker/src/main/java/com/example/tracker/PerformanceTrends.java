package com.example.tracker;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.statistics.Trend;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import java.nio.file.Path;
import java.util.List;

/** Analyzes performance trends over time. */
public final class PerformanceTrends {

    private PerformanceTrends() {}

    public static void main(String[] args) {
        try (PerformanceRegressionTracker tracker = PerformanceRegressionTracker.builder()
                .local(Path.of("performance_history"))
                .build()) {
            for (int i = 0; i < 10; i++) {
                tracker.recordMetric("inference_speed", 150 - i, "tokens/sec", "my_model", "performance");
            }

            // Get historical data for trend analysis
            List<MetricEvent> history = tracker.getMetricHistory("my_model:inference_speed");

            // The moving-average trend: the last 5 against the 5 before; null without sufficient data
            Double trend = Trend.percent(
                    history.stream().mapToDouble(MetricEvent::value).toArray());
            if (trend != null) {
                System.out.printf("Performance trend: %+.2f%%%n", trend);
            }
        }
    }
}
