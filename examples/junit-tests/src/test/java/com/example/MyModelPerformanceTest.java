package com.example;

import dev.backslide.junit.PerformanceRegressionTestCase;
import org.junit.jupiter.api.Test;

/** Measures the speed of the model and fails when it has become worse. */
class MyModelPerformanceTest extends PerformanceRegressionTestCase {

    private final Model model = new Model();

    @Test
    void inferenceSpeed() {
        // Your performance test code here
        long start = System.nanoTime();
        model.infer("test input");
        double executionTime = (System.nanoTime() - start) / 1e9;

        double tokensPerSecond = "test input".length() / executionTime;

        // Record the performance metric
        recordPerformanceMetric("inference_speed", tokensPerSecond, "tokens/sec", "my_model", "performance");

        // Assert no regression (fails if one is detected)
        assertNoPerformanceRegression("my_model", "inference_speed");
    }
}
