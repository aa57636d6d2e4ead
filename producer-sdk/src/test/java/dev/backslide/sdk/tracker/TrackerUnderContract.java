package dev.backslide.sdk.tracker;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** A tracker under its contract, and what the tests of it share. */
abstract class TrackerUnderContract {

    /** Every test measures a model of its own, so that they may share a pipeline. */
    protected final String model = "model-" + UUID.randomUUID();

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    protected Path folder;

    PerformanceRegressionTracker tracker;

    /** Of a tracker with no history of this test's model. Several of them share what they keep. */
    protected abstract TrackerBuilder builder();

    static MetricVerdict verdictOf(VerdictOutcome outcome) {
        assertThat(outcome).isInstanceOf(Received.class);
        return ((Received) outcome).verdict();
    }

    /** Records a measurement a minute after the one before and returns the verdict. */
    protected MetricVerdict add(String name, double value) {
        int minute = tracker.getMetricHistory(key(name)).size();
        VerdictOutcome outcome = tracker.addMetric(event(name, value, minute).build());
        return verdictOf(outcome);
    }

    /** Alerts of this test's model: a pipeline may hold others. */
    protected List<RegressionAlert> alerts() {
        return new ArrayList<>(tracker.getAlerts().stream()
                .filter(alert -> alert.modelName().equals(model))
                .toList());
    }

    protected PerformanceRegressionTracker tracker() {
        return tracker;
    }

    protected String key(String name) {
        return model + ":" + name;
    }

    protected MetricEventBuilder event(String name, double value, int minute) {
        return MetricEvent.builder(model, name, value, "tokens/sec").timestamp(START.plus(Duration.ofMinutes(minute)));
    }

    @BeforeEach
    void startTracker() {
        tracker = builder().resultsFile(folder.resolve("results.jsonl")).build();
    }

    @AfterEach
    void closeTracker() {
        tracker.close();
    }
}
