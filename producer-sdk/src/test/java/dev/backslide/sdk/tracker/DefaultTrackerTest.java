package dev.backslide.sdk.tracker;

import dev.backslide.core.Verdict;
import dev.backslide.sdk.VerdictOutcome.Received;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DefaultTrackerTest {

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    @TempDir
    Path folder;

    @Test
    void variables_configureFolderThresholdAndResults() {
        variables.put("BACKSLIDE_STORAGE_DIR", folder.resolve("history").toString());
        variables.put("BACKSLIDE_REPORTS_DIR", folder.resolve("reports").toString());
        variables.put("BACKSLIDE_REGRESSION_THRESHOLD", "50");
        variables.put("BACKSLIDE_RESULTS_FILE", folder.resolve("results.jsonl").toString());
        variables.put("BACKSLIDE_COMMIT", "abc123");

        try (PerformanceRegressionTracker tracker = build()) {
            tracker.recordMetric("speed", 100, "tokens/sec", "model", "performance");
            assertThat(verdict(tracker, 60)).isEqualTo(Verdict.PASS);
            assertThat(tracker.getPreviousMetric("model:speed"))
                    .hasValueSatisfying(
                            event -> assertThat(event.run().commit()).isEqualTo("abc123"));
            assertThat(tracker.generateReport()).hasParent(folder.resolve("reports"));
        }
        assertThat(folder.resolve("history/journal.jsonl")).exists();
        assertThat(folder.resolve("results.jsonl")).exists();
    }

    @Test
    void property_winsOverVariable() {
        variables.put("BACKSLIDE_STORAGE_DIR", folder.resolve("no").toString());
        properties.put("perf.storage-dir", folder.resolve("yes").toString());
        variables.put("BACKSLIDE_REGRESSION_THRESHOLD", "50");
        properties.put("perf.threshold", "5");

        try (PerformanceRegressionTracker tracker = build()) {
            tracker.recordMetric("speed", 100, "tokens/sec", "model", "performance");
            assertThat(verdict(tracker, 60)).isEqualTo(Verdict.REGRESSION);
        }
        assertThat(folder.resolve("yes")).exists();
        assertThat(folder.resolve("no")).doesNotExist();
    }

    @Test
    void problems_areNamedAllAtOnce() {
        properties.put("perf.tracker", "cloud");
        properties.put("perf.threshold", "-1");
        variables.put("BACKSLIDE_SINK_URL", "nowhere");

        assertThatThrownBy(this::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("perf.tracker was 'cloud' but it must be local or kafka")
                .hasMessageContaining("perf.threshold was '-1' but it must be a percentage above 0")
                .hasMessageContaining("BACKSLIDE_SINK_URL was 'nowhere' but it must be a URL");
    }

    @Test
    void defaultTracker_isTheOneThatWasSet() {
        properties.put("perf.storage-dir", folder.toString());
        try (PerformanceRegressionTracker tracker = build()) {
            PerformanceRegressionTracker before = DefaultTracker.setDefaultTracker(tracker);
            try {
                DefaultTracker.recordPerformanceMetric("speed", 150, "tokens/sec", "model", "performance");
                DefaultTracker.recordPerformanceMetric(
                        "speed", 140, "tokens/sec", "model", "performance", Map.of("hardware", "ci"));
                DefaultTracker.saveRegressionData();

                assertThat(DefaultTracker.getDefaultTracker()).isSameAs(tracker);
                assertThat(DefaultTracker.getRegressionAlerts()).hasSize(1);
                assertThat(folder.resolve("regression_alerts.json")).exists();
            } finally {
                DefaultTracker.setDefaultTracker(before);
            }
        }
    }

    private PerformanceRegressionTracker build() {
        return new TrackerVariables(properties::get, variables).builder(folder).build();
    }

    private static Verdict verdict(PerformanceRegressionTracker tracker, double value) {
        return ((Received) tracker.recordMetric("speed", value, "tokens/sec", "model", "performance"))
                .verdict()
                .verdict();
    }
}
