package com.example;

import dev.backslide.junit.PerformanceRecorder;
import dev.backslide.junit.PerformanceRegressionTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Establishes a performance baseline before changes are made; runs where {@code performance.regression=true}. */
@PerformanceRegressionTest
class PerformanceBaselineTest {

    private final Model model = new Model();

    @Test
    void performanceBaseline(PerformanceRecorder recorder) {
        // Run multiple iterations for a stable baseline
        int iterations = 10;
        double total = 0;
        for (int i = 0; i < iterations; i++) {
            long start = System.nanoTime();
            model.infer("test input");
            total += (System.nanoTime() - start) / 1e9;
        }

        // Record the baseline
        recorder.recordPerformanceMetric(
                "baseline_inference_time",
                total / iterations,
                "seconds",
                "my_model",
                "performance",
                Map.of("baseline", "true"));
    }
}
