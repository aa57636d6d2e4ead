package com.example;

import dev.backslide.core.Direction;
import dev.backslide.junit.PerformanceRecorder;
import dev.backslide.junit.PerformanceRegressionTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Different thresholds for different metrics: in code where the test knows best, else in the section {@code [thresholds]} of
 * {@code performance_regression_config.ini}.
 */
@PerformanceRegressionTest(model = "my_model")
class AppropriateThresholdsTest {

    private static final Map<String, Double> THRESHOLDS = Map.of(
            "inference_speed", 5.0, // 5% threshold for speed
            "memory_usage", 10.0, // 10% threshold for memory
            "startup_time", 15.0, // 15% threshold for startup time
            "accuracy", 1.0); // 1% threshold for accuracy (critical)

    private final Model model = new Model();

    @Test
    void memory(PerformanceRecorder recorder) {
        recordWithAppropriateThreshold(recorder, "memory_usage", model.memoryUsage(), "MB", "memory");
        recorder.assertNoPerformanceRegression("my_model", "memory_usage");
    }

    @Test
    void accuracyDeclaresWhichWayIsBetter(PerformanceRecorder recorder) {
        recorder.recordPerformanceMetric(recorder.measurement("my_model", "accuracy", model.accuracy(), "")
                .category("quality")
                .direction(Direction.HIGHER_IS_BETTER)
                .thresholdPercent(THRESHOLDS.get("accuracy")));
        recorder.assertNoPerformanceRegression();
    }

    @ParameterizedTest(name = "{0} tokens")
    @ValueSource(ints = {10, 100})
    void eachSizeIsAMetricOfItsOwn(int tokens, PerformanceRecorder recorder) {
        long start = System.nanoTime();
        model.infer("x".repeat(tokens));
        recorder.record((System.nanoTime() - start) / 1e6, "ms", "time");
        recorder.assertNoPerformanceRegression();
    }

    /** Records a metric with the threshold that fits it. */
    private static void recordWithAppropriateThreshold(
            PerformanceRecorder recorder, String name, double value, String unit, String category) {
        double threshold = THRESHOLDS.getOrDefault(name, 5.0);
        recorder.recordPerformanceMetric(recorder.measurement("my_model", name, value, unit)
                .category(category)
                .thresholdPercent(threshold));
    }
}
