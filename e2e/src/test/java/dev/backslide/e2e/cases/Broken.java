package dev.backslide.e2e.cases;

import dev.backslide.junit.PerformanceRegressionTestMixin;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Measures well and answers wrongly. */
public class Broken implements PerformanceRegressionTestMixin {

    @Test
    void answer() {
        recordPerformanceMetric("answer", 1, "ms", "oracle", "time");
        assertEquals(42, 41, "the answer");
    }
}
