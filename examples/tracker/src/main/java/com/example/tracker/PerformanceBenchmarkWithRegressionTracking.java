package com.example.tracker;

import dev.backslide.sdk.PerformanceRegressionTracker;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A benchmark that has what it measured tracked for regressions. */
public final class PerformanceBenchmarkWithRegressionTracking {

    private static final int ITERATIONS = 100;

    private final UnaryOperator<String> modelPlugin;
    private final String modelName;
    private final PerformanceRegressionTracker tracker;

    PerformanceBenchmarkWithRegressionTracking(
            UnaryOperator<String> modelPlugin, String modelName, PerformanceRegressionTracker tracker) {
        this.modelPlugin = modelPlugin;
        this.modelName = modelName;
        this.tracker = tracker;
    }

    /** What a benchmark found. */
    record BenchmarkResult(
            String name, double value, String unit, Map<String, String> metadata, String modelName, String category) {}

    BenchmarkResult run() {
        // Run benchmark
        long start = System.nanoTime();
        for (int i = 0; i < ITERATIONS; i++) {
            modelPlugin.apply("test input");
        }
        double executionTime = (System.nanoTime() - start) / 1e9;
        double tokensPerSecond = ITERATIONS / executionTime;

        // Record with regression tracking
        tracker.recordMetric("benchmark_inference_speed", tokensPerSecond, "tokens/sec", modelName, "performance");

        return new BenchmarkResult(
                "benchmark_inference_speed",
                tokensPerSecond,
                "tokens/sec",
                Map.of("iterations", String.valueOf(ITERATIONS), "total_time", String.valueOf(executionTime)),
                modelName,
                "performance");
    }

    public static void main(String[] args) {
        try (PerformanceRegressionTracker tracker = PerformanceRegressionTracker.builder()
                .local(Path.of("performance_history"))
                .build()) {
            UnaryOperator<String> model = input -> new StringBuilder(input).reverse().toString();
            BenchmarkResult result =
                    new PerformanceBenchmarkWithRegressionTracking(model, "my_model", tracker).run();
            System.out.println(result.name() + " in " + result.unit() + ", iterations: "
                    + result.metadata().get("iterations"));
            System.out.println("Tracked measurements: "
                    + tracker.getMetricHistory("my_model:benchmark_inference_speed")
                            .size());
        }
    }
}
