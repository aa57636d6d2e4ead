package dev.backslide.sdk.internal.local;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.detection.monitor.CommandOutcome;
import dev.backslide.core.detection.rule.Policies;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import dev.backslide.sdk.tracker.StorageException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** What people read of a tracker's folder, and do about its alerts. */
class LocalFolderTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String KEY = "shop:checkout";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void recordARegression() {
        record(100);
        record(150);
    }

    @Test
    void command_applied_isKeptWithWhoAndWhy_andSeenByTheTracker() {
        RegressionAlert alert = open().alerts().get(0);

        CommandOutcome outcome = open().apply(command(AlertAction.EXPECT, alert.alertId(), null));

        assertThat(outcome.refusal()).isNull();
        assertThat(open().transitions(alert.alertId()))
                .extracting(RegressionAlert::state, RegressionAlert::actor, RegressionAlert::reason)
                .element(1)
                .isEqualTo(tuple(AlertState.EXPECTED, "anna", "why not"));
        try (PerformanceRegressionTracker tracker = tracker()) {
            assertThat(tracker.getAlerts()).isEmpty();
            assertThat(tracker.exportData().commands()).hasSize(1);
        }
    }

    @Test
    void command_refused_saysWhy_andIsNotKept() {
        CommandOutcome outcome = open().apply(command(AlertAction.ACKNOWLEDGE, "none", null));

        assertThat(outcome.refusal()).contains("alert none");
        try (PerformanceRegressionTracker tracker = tracker()) {
            assertThat(tracker.exportData().commands()).isEmpty();
        }
    }

    @Test
    void baseline_pinnedAndCleared_isReadByAnotherProcess() {
        open().apply(command(AlertAction.SET_BASELINE, null, 90.0));
        assertThat(open().pinnedBaseline(KEY)).contains(90.0);

        open().apply(command(AlertAction.CLEAR_BASELINE, null, null));
        assertThat(open().pinnedBaseline(KEY)).isEmpty();
    }

    @Test
    void alerts_reset_areCountedOnce() {
        assertThat(open().resetAlerts(alert -> command(AlertAction.RESET, alert.alertId(), null)))
                .isEqualTo(1);
        assertThat(open().resetAlerts(alert -> command(AlertAction.RESET, alert.alertId(), null)))
                .isZero();
        assertThat(open().alerts()).extracting(RegressionAlert::state).containsExactly(AlertState.RESOLVED);
    }

    @Test
    void series_areReadInOrder_andUnknownOnesAreEmpty() {
        assertThat(open().seriesKeys()).containsExactly(KEY);
        assertThat(open().history(KEY)).extracting(MetricEvent::value).containsExactly(100.0, 150.0);
        assertThat(open().history("shop:none")).isEmpty();
        assertThat(open().pinnedBaseline("shop:none")).isEmpty();
    }

    @Test
    void folder_withoutAJournal_isRefusedAndStaysAsItWas() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThatThrownBy(() -> LocalFolder.open(empty))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("has no journal; record in it first");
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void folder_withASavedHistoryAlone_takesItIn() throws IOException {
        try (PerformanceRegressionTracker tracker = tracker()) {
            tracker.saveHistory();
        }
        Files.delete(folder.resolve("journal.jsonl"));

        assertThat(open().seriesKeys()).containsExactly(KEY);
    }

    private LocalFolder open() {
        return LocalFolder.open(folder, Policies.DEFAULT);
    }

    private void record(double value) {
        try (PerformanceRegressionTracker tracker = tracker()) {
            tracker.addMetric(MetricEvent.builder("shop", "checkout", value, "ms")
                    .category("time")
                    .timestamp(NOW.plus(Duration.ofSeconds((long) value)))
                    .build());
        }
    }

    private PerformanceRegressionTracker tracker() {
        return PerformanceRegressionTracker.builder().local(folder).build();
    }

    private static AlertCommand command(AlertAction action, @Nullable String alertId, @Nullable Double value) {
        return new AlertCommand("c-" + action, action, KEY, alertId, "anna", NOW, "why not", null, value);
    }
}
