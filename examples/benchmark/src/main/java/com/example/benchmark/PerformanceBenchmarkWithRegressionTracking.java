package com.example.benchmark;

import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import java.nio.file.Path;
import java.util.Map;

/** A benchmark of a base class of your own that records what it measures. */
public final class PerformanceBenchmarkWithRegressionTracking extends BaseBenchmark {

    private static final int ITERATIONS = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    private final PerformanceRegressionTracker tracker;

    public PerformanceBenchmarkWithRegressionTracking(
            ModelPlugin modelPlugin, String modelName, PerformanceRegressionTracker tracker) {
        super(modelPlugin, modelName);
        this.tracker = tracker;
    }

    @Override
    public BenchmarkResult run() {
        long start = System.nanoTime();
        for (int i = 0; i < ITERATIONS; i++) {
            modelPlugin.infer("test input");
        }
        double executionTime = (System.nanoTime() - start) / NANOS_PER_SECOND;
        double tokensPerSecond = ITERATIONS / executionTime;
        Map<String, String> metadata =
                Map.of("iterations", Integer.toString(ITERATIONS), "total_time", Double.toString(executionTime));

        tracker.recordMetric(
                "benchmark_inference_speed", tokensPerSecond, "tokens/sec", modelName, "performance", metadata);

        return new BenchmarkResult(
                "benchmark_inference_speed", tokensPerSecond, "tokens/sec", metadata, modelName, "performance");
    }

    /** Measures once; {@code performance_history} keeps what was measured before. */
    public static void main(String[] args) {
        try (PerformanceRegressionTracker tracker = PerformanceRegressionTracker.builder()
                .local(Path.of("performance_history"))
                .build()) {
            BenchmarkResult result =
                    new PerformanceBenchmarkWithRegressionTracking(new ReversingModel(), "my_model", tracker).run();
            System.out.printf("%s: %.0f %s%n", result.name(), result.value(), result.unit());
            tracker.getAlerts().forEach(alert -> System.out.println("Alert: " + alert.message()));
        }
    }
}
