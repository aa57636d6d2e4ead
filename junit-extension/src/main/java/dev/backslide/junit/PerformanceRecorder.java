package dev.backslide.junit;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.core.MetricKey;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records the metrics of one test and judges them: a parameter of test, {@code @BeforeEach} and {@code @AfterEach} methods.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class PerformanceRecorder {

    private final Session session;
    private final ExtensionContext context;
    private final Map<String, Recorded> latest = new LinkedHashMap<>();

    PerformanceRecorder(Session session, ExtensionContext context) {
        this.session = session;
        this.context = context;
    }

    /** Records the metric of the test as a whole, named after the test: {@code TestClass:testMethod}. */
    public VerdictOutcome record(double value, String unit, String category) {
        MetricKey key = MeasurementName.of(context);
        return recordPerformanceMetric(
                measurement(key.modelName(), key.name(), value, unit).category(category));
    }

    /** Records a metric, taken now. */
    public VerdictOutcome recordPerformanceMetric(
            String name, double value, String unit, String modelName, String category) {
        return recordPerformanceMetric(name, value, unit, modelName, category, Map.of());
    }

    /**
     * Records a metric, taken now, with metadata.
     *
     * @throws dev.backslide.core.InvalidMetricException when value, a name or the metadata break a rule
     */
    public VerdictOutcome recordPerformanceMetric(
            String name, double value, String unit, String modelName, String category, Map<String, String> metadata) {
        return recordPerformanceMetric(
                measurement(modelName, name, value, unit).category(category).metadata(metadata));
    }

    /** Starts a metric of this run, taken now, with its own threshold, direction or samples. */
    public MetricEventBuilder measurement(String modelName, String name, double value, String unit) {
        return session.measurement(modelName, name, value, unit);
    }

    /** Records a measurement of {@link #measurement}. */
    public VerdictOutcome recordPerformanceMetric(MetricEventBuilder measurement) {
        MetricEvent metric = measurement.build();
        VerdictOutcome outcome = session.tracker().addMetric(metric);
        synchronized (latest) {
            latest.put(metric.metricKey().toString(), new Recorded(metric, outcome));
        }
        context.publishReportEntry(ReportEntries.of(metric, outcome));
        return outcome;
    }

    /**
     * Asserts that the last value that this test recorded for a metric is no regression. A metric without history passes.
     *
     * @throws PerformanceRegressionError when it is a regression
     * @throws NoVerdictError when no verdict came in time, unless {@code perf.on-no-verdict=warn}
     * @throws AssertionError when this test did not record the metric
     */
    public void assertNoPerformanceRegression(String modelName, String name) {
        String key = new MetricKey(modelName, name).toString();
        Recorded recorded;
        List<String> others;
        synchronized (latest) {
            recorded = latest.get(key);
            others = List.copyOf(latest.keySet());
        }
        if (recorded == null) {
            throw new AssertionFailedError("this test has not recorded " + key + ", so it cannot be judged; "
                    + (others.isEmpty() ? "it recorded nothing" : "it recorded " + String.join(", ", others))
                    + ". Call recordPerformanceMetric with the same model and name before");
        }
        new VerdictCheck(session, context).check(recorded);
    }

    /**
     * Asserts that nothing this test recorded is a regression.
     *
     * @throws AssertionError of the one metric that fails, of all that do, or when the test recorded nothing
     */
    public void assertNoPerformanceRegression() {
        List<Recorded> all;
        synchronized (latest) {
            all = List.copyOf(latest.values());
        }
        if (all.isEmpty()) {
            throw new AssertionFailedError(
                    "this test has recorded nothing, so nothing can be judged; call recordPerformanceMetric before");
        }
        List<AssertionError> failures = new ArrayList<>();
        for (Recorded recorded : all) {
            try {
                new VerdictCheck(session, context).check(recorded);
            } catch (PerformanceRegressionError | NoVerdictError e) {
                failures.add(e);
            }
        }
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        if (!failures.isEmpty()) {
            throw new MultipleFailuresError(failures.size() + " metrics of this test failed", failures);
        }
    }

    /** The tracker that all tests of this run share. */
    public PerformanceRegressionTracker tracker() {
        return session.tracker();
    }

    /** A metric and what became of it. Immutable. */
    record Recorded(MetricEvent metric, VerdictOutcome outcome) {}
}
