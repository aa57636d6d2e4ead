package dev.backslide.junit;

import dev.backslide.core.MetricEventBuilder;
import dev.backslide.core.RegressionAlert;
import dev.backslide.sdk.VerdictOutcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.Map;

/**
 * Gives a test class the methods to record metrics and to assert that they did not regress; the class only has to implement it. Its tests
 * always run, unless {@code performance.regression=false} is set. Thread-safe, with one exception: if one test instance runs several tests
 * at once ({@code PER_CLASS} and parallel), each must call from its own thread.
 *
 * @since 0.1
 */
@ExtendWith(PerformanceRegressionExtension.class)
@Tag(PerformanceRegressionTest.TAG)
public interface PerformanceRegressionTestMixin {

    /** Records a metric, taken now, and returns the outcome; see {@link #assertNoPerformanceRegression}. */
    default VerdictOutcome recordPerformanceMetric(
            String name, double value, String unit, String modelName, String category) {
        return recordPerformanceMetric(name, value, unit, modelName, category, Map.of());
    }

    /**
     * Records a metric with facts beside it, e.g. {@code hardware}, or {@code baseline=true} to pin it as the baseline.
     *
     * @throws dev.backslide.core.InvalidMetricException when value, a name or the metadata break a rule
     */
    default VerdictOutcome recordPerformanceMetric(
            String name, double value, String unit, String modelName, String category, Map<String, String> metadata) {
        return ActiveRecorders.of(this).recordPerformanceMetric(name, value, unit, modelName, category, metadata);
    }

    /** Starts a metric of this run, taken now, with its own threshold, direction or samples. */
    default MetricEventBuilder measurement(String modelName, String name, double value, String unit) {
        return ActiveRecorders.of(this).measurement(modelName, name, value, unit);
    }

    /** Records a measurement of {@link #measurement}. */
    default VerdictOutcome recordPerformanceMetric(MetricEventBuilder measurement) {
        return ActiveRecorders.of(this).recordPerformanceMetric(measurement);
    }

    /**
     * Asserts that the last value that this test recorded for a metric is no regression. A metric without history passes.
     *
     * @throws PerformanceRegressionError when it is a regression
     * @throws NoVerdictError when no verdict came in time, unless {@code perf.on-no-verdict=warn}
     * @throws AssertionError when this test did not record the metric
     */
    default void assertNoPerformanceRegression(String modelName, String name) {
        ActiveRecorders.of(this).assertNoPerformanceRegression(modelName, name);
    }

    /** The alerts of all series that are open, acknowledged or snoozed. */
    default List<RegressionAlert> getRegressionAlerts() {
        return ActiveRecorders.of(this).tracker().getAlerts();
    }

    /** Saves the measurements so far; the end of the test run saves them as well. */
    default void saveRegressionData() {
        ActiveRecorders.of(this).tracker().saveHistory();
    }
}
