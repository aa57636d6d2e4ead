package com.example;

import dev.backslide.junit.PerformanceRegressionTestMixin;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertNotNull;

/** A functional test that watches its performance as well; the mixin leaves the class free to extend another. */
class MyPerformanceTest implements PerformanceRegressionTestMixin {

    private final Model model = new Model();

    /** Tests the model's performance with regression tracking. */
    @Test
    void modelPerformance() {
        long start = System.nanoTime();
        String result = model.infer("test input");
        double executionTime = (System.nanoTime() - start) / 1e9;

        // Record the performance metric
        recordPerformanceMetric("inference_time", executionTime, "seconds", "test_model", "performance");

        // Verify that the result is valid (functional test)
        assertNotNull(result, "Model should return valid result");

        // Check for a performance regression
        assertNoPerformanceRegression("test_model", "inference_time");
    }
}
