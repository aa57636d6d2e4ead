package com.example.tracker;

import dev.backslide.core.Direction;
import dev.backslide.core.DirectionRule;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.StandardDirections;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import java.nio.file.Path;

/** Defines custom categories with a rule of their own: which way is better. */
public final class CustomTracker {

    /**
     * Determines which way is better. A lambda does as well; named in {@code META-INF/services/dev.backslide.core.DirectionRule}
     * the class is found by the detector of the pipeline too.
     */
    static final class CustomDirections implements DirectionRule {

        @Override
        public Direction directionOf(String category, String unit) {
            return switch (category) {
                case "efficiency" -> Direction.HIGHER_IS_BETTER; // Higher efficiency is better
                case "latency" -> Direction.LOWER_IS_BETTER; // Lower latency is better
                // Use the default logic based on the category
                default -> StandardDirections.INSTANCE.directionOf(category, unit);
            };
        }
    }

    private CustomTracker() {}

    public static void main(String[] args) {
        try (PerformanceRegressionTracker tracker = PerformanceRegressionTracker.builder()
                .local(Path.of("performance_history"))
                .directionRule(new CustomDirections())
                .build()) {
            tracker.recordMetric("cache_hits", 90, "percent", "my_model", "efficiency");
            tracker.recordMetric("cache_hits", 60, "percent", "my_model", "efficiency");
            tracker.recordMetric("queueing", 20, "ticks", "my_model", "latency");
            tracker.recordMetric("queueing", 30, "ticks", "my_model", "latency");
            for (RegressionAlert alert : tracker.getAlerts()) {
                System.out.println(alert.direction() + ": " + alert.message());
            }
        }
    }
}
