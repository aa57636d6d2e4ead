package dev.backslide.sdk.tracker;

import dev.backslide.core.AlertState;
import dev.backslide.core.DirectionRule;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Verdict;
import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.VerdictOutcome.Received;
import dev.backslide.sdk.internal.local.LocalFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a folder survives: other processes, crashes, rotation, pruning. */
class LocalStoreTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String KEY = "model:speed";

    @TempDir
    Path folder;

    @Test
    void newTracker_findsWhatTheClosedOneRecorded_alertsIncluded() {
        try (PerformanceRegressionTracker first = tracker()) {
            add(first, 0, 150);
            add(first, 1, 140);
        }

        try (PerformanceRegressionTracker second = tracker()) {
            assertThat(second.getMetricHistory(KEY)).hasSize(2);
            assertThat(second.getAlerts())
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.state()).isEqualTo(AlertState.OPEN));
            assertThat(add(second, 2, 150)).isEqualTo(Verdict.PASS);
            assertThat(second.getAlerts()).isEmpty();
        }
    }

    @Test
    void regressionThatWasWithdrawn_standsOnceItIsConfirmed_alsoOverRestarts() {
        List<Integer> seconds = IntStream.range(0, 30).boxed().toList();
        try (PerformanceRegressionTracker kept =
                builder().local(folder.resolve("kept")).build()) {
            seconds.forEach(second -> add(kept, second, dropped(second)));
            assertReopened(kept);
            seconds.forEach(second -> {
                try (PerformanceRegressionTracker one = tracker()) {
                    add(one, second, dropped(second));
                }
            });
            try (PerformanceRegressionTracker restarted = tracker()) {
                assertReopened(restarted);
                assertThat(restarted.exportData().alerts())
                        .isEqualTo(kept.exportData().alerts());
            }
        }
    }

    @Test
    void regressionThatWasReset_staysClosedWhenItIsConfirmed_alsoOverRestarts() {
        for (int second = 0; second < 30; second++) {
            try (PerformanceRegressionTracker tracker = tracker()) {
                add(tracker, second, second < 9 ? 100 : 90);
                if (second == 9) {
                    tracker.resetAlerts();
                }
                assertThat(tracker.getAlerts()).isEmpty();
            }
        }
    }

    @Test
    void reset_closesEveryAlertOfASeries_alsoWhereSeveralWereImported() {
        TrackerData first;
        TrackerData second;
        try (PerformanceRegressionTracker one =
                        builder().local(folder.resolve("1")).build();
                PerformanceRegressionTracker other =
                        builder().local(folder.resolve("2")).build()) {
            add(one, 0, 150);
            add(one, 1, 140);
            add(other, 2, 150);
            add(other, 3, 130);
            first = one.exportData();
            second = other.exportData();
        }
        try (PerformanceRegressionTracker tracker = tracker()) {
            tracker.importData(first);
            tracker.importData(second);
            assertThat(tracker.getAlerts()).hasSize(2);
            tracker.resetAlerts();
            assertThat(tracker.getAlerts()).isEmpty();
            assertThat(tracker.exportData().commands()).hasSize(2);
        }
    }

    @Test
    void measurementThatCannotBeJudged_isRecorded_andSaysWhy() {
        DirectionRule defective = (category, unit) -> {
            throw new IllegalStateException("a defect of its own");
        };
        try (PerformanceRegressionTracker tracker =
                builder().directionRule(defective).build()) {
            for (int second = 0; second < 2; second++) {
                assertThat(tracker.addMetric(event(second, 150))).isInstanceOfSatisfying(NoneCame.class, none -> {
                    assertThat(none.delivered()).isTrue();
                    assertThat(none.reason()).contains("is recorded").contains("a defect of its own");
                });
            }
            assertThat(tracker.getMetricHistory(KEY)).hasSize(2);
        }
        try (PerformanceRegressionTracker tracker = tracker()) {
            assertThat(add(tracker, 2, 140)).isEqualTo(Verdict.REGRESSION);
        }
    }

    /** Nine at 100, then 90, once 99, and 90 from there on. */
    private static double dropped(int second) {
        return second < 9 ? 100 : second == 10 ? 99 : 90;
    }

    private static void assertReopened(PerformanceRegressionTracker tracker) {
        assertThat(tracker.getAlerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.revision()).isEqualTo(3));
        assertThat(tracker.exportData().alerts())
                .extracting(RegressionAlert::state)
                .containsExactly(AlertState.OPEN, AlertState.WITHDRAWN, AlertState.OPEN);
    }

    @Test
    void historyThatAnotherToolSaved_isTakenIn() throws IOException {
        Files.writeString(folder.resolve("metrics_history.json"), """
                {"model:speed": [{"name": "speed", "value": 150.0, "unit": "tokens/sec",
                 "timestamp": 1697385600.0, "model_name": "model", "category": "performance"}]}""");

        try (PerformanceRegressionTracker tracker = tracker()) {
            assertThat(tracker.getMetricHistory(KEY)).hasSize(1);
            assertThat(add(tracker, 0, 140)).isEqualTo(Verdict.REGRESSION);
        }
    }

    @Test
    void manyThreadsAndTrackers_loseAndDoubleNothing() throws Exception {
        int threads = 8;
        int each = 50;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (PerformanceRegressionTracker one = tracker();
                PerformanceRegressionTracker other = tracker()) {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                running.add(pool.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        add(thread % 2 == 0 ? one : other, thread * each + i, 150);
                    }
                }));
            }
            await(running);

            assertThat(one.getMetricHistory(KEY)).hasSize(threads * each);
            assertThat(other.getMetricHistory(KEY)).isEqualTo(one.getMetricHistory(KEY));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void twoProcesses_loseAndCorruptNothing() throws Exception {
        int each = 200;
        Process first = RecordingProcess.start(folder, "first", each);
        Process second = RecordingProcess.start(folder, "second", each);

        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();

        try (PerformanceRegressionTracker tracker = tracker()) {
            assertThat(tracker.getMetricHistory("first:shared")).hasSize(each);
            assertThat(tracker.getMetricHistory("second:shared")).hasSize(each);
            assertThat(tracker.getMetricHistory("both:shared"))
                    .hasSize(2 * each)
                    .extracting(MetricEvent::eventId)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void processKilledWhileRecording_losesNothingThatWasAnswered() throws Exception {
        Process process = RecordingProcess.start(folder, "victim", 1_000_000);
        int answered;
        try (var lines = process.inputReader()) {
            do {
                answered = Integer.parseInt(lines.readLine());
            } while (answered < 100);
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (PerformanceRegressionTracker tracker = tracker()) {
            assertThat(tracker.getMetricHistory("victim:shared")).hasSizeGreaterThanOrEqualTo(answered);
            assertThat(add(tracker, 0, 150)).isEqualTo(Verdict.INCONCLUSIVE);
        }
    }

    @Test
    void lineCutOffByACrash_isPassedOver_andTheNextStandsOnItsOwn() throws IOException {
        try (PerformanceRegressionTracker tracker = tracker()) {
            add(tracker, 0, 150);
        }
        Files.writeString(journal(), "{\"series_key\":\"model:speed\",\"measu", StandardOpenOption.APPEND);

        try (PerformanceRegressionTracker tracker = tracker()) {
            add(tracker, 1, 151);
            assertThat(tracker.getMetricHistory(KEY)).hasSize(2);
        }
        try (PerformanceRegressionTracker tracker = tracker()) {
            assertThat(tracker.getMetricHistory(KEY)).hasSize(2);
        }
    }

    @Test
    void rotation_compressesAndLosesNothing_forOthersToo() throws IOException {
        JournalLimits small = new JournalLimits(4_096, Retention.EVERYTHING);
        try (PerformanceRegressionTracker reader = tracker();
                PerformanceRegressionTracker writer = builder().journal(small).build()) {
            for (int i = 0; i < 100; i++) {
                add(writer, i, 150);
                assertThat(reader.getMetricHistory(KEY)).hasSize(i + 1);
            }
        }

        assertThat(compressed()).hasSizeGreaterThan(2);
        assertThat(Files.size(journal())).isLessThan(8_192);
        try (PerformanceRegressionTracker tracker = tracker()) {
            assertThat(tracker.getMetricHistory(KEY)).hasSize(100);
        }
    }

    @Test
    void retention_atRotation_keepsTheNewestAndEveryAlert() {
        JournalLimits small = new JournalLimits(4_096, new Retention(20, null));
        try (PerformanceRegressionTracker tracker = builder().journal(small).build()) {
            add(tracker, 0, 200);
            add(tracker, 1, 150);
            for (int i = 2; i < 200; i++) {
                add(tracker, i, 200);
            }

            List<MetricEvent> history = tracker.getMetricHistory(KEY);
            assertThat(history).hasSizeBetween(20, 60);
            assertThat(history.get(history.size() - 1).timestamp()).isEqualTo(START.plusSeconds(199));
            assertThat(tracker.exportData().alerts())
                    .extracting(RegressionAlert::state)
                    .startsWith(AlertState.OPEN);
        }
    }

    @Test
    void prune_byCountAndAge_dropsMeasurementsOnly_andCountsThemFirst() {
        try (PerformanceRegressionTracker tracker = tracker()) {
            add(tracker, 0, 200);
            add(tracker, 1, 150);
            for (int i = 2; i < 20; i++) {
                add(tracker, i, 200);
            }
            List<RegressionAlert> alerts = tracker.exportData().alerts();
            LocalFolder local = LocalFolder.open(folder);
            Retention fiveNewest = new Retention(5, null);

            assertThat(local.prune(fiveNewest, true)).isEqualTo(15);
            assertThat(tracker.getMetricHistory(KEY)).hasSize(20);
            assertThat(local.prune(fiveNewest, false)).isEqualTo(15);
            assertThat(tracker.getMetricHistory(KEY))
                    .extracting(MetricEvent::timestamp)
                    .containsExactly(
                            START.plusSeconds(15),
                            START.plusSeconds(16),
                            START.plusSeconds(17),
                            START.plusSeconds(18),
                            START.plusSeconds(19));
            assertThat(local.prune(new Retention(null, START.plusSeconds(17)), false))
                    .isEqualTo(2);
            assertThat(tracker.getMetricHistory(KEY)).hasSize(3);
            assertThat(tracker.exportData().alerts()).isEqualTo(alerts);
            add(tracker, 20, 200);
            assertThat(tracker.getMetricHistory(KEY)).hasSize(4);
        }
    }

    @Test
    void journalDeletedWhileInUse_startsAnew() throws IOException {
        try (PerformanceRegressionTracker tracker = tracker()) {
            add(tracker, 0, 150);
            Files.delete(journal());

            assertThat(tracker.getMetricHistory(KEY)).isEmpty();
            assertThat(add(tracker, 1, 150)).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(tracker.getMetricHistory(KEY)).hasSize(1);
        }
    }

    @Test
    void folderThatCannotBeWritten_isNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(
                        () -> PerformanceRegressionTracker.builder().local(file).build())
                .hasMessageContaining("file'")
                .hasMessageContaining("choose another");
    }

    @Test
    void journalOfAnotherFormat_isNotTouched() throws IOException {
        Files.writeString(journal(), "{\"format\":99,\"generation\":1,\"since\":1}\n");

        assertThatThrownBy(() -> tracker())
                .hasMessageContaining("has format 99")
                .hasMessageContaining("newer");
        assertThat(Files.readString(journal())).startsWith("{\"format\":99");
    }

    @Test
    void closedTracker_recordsNothing() {
        PerformanceRegressionTracker tracker = tracker();
        tracker.close();
        tracker.close();

        assertThat(tracker.recordMetric("speed", 1, "ms", "model", "time"))
                .isInstanceOfSatisfying(
                        NotSent.class,
                        refused -> assertThat(refused.dropReason()).isEqualTo(DropReason.CLOSED));
    }

    private TrackerBuilder builder() {
        return PerformanceRegressionTracker.builder().local(folder);
    }

    private PerformanceRegressionTracker tracker() {
        return builder().build();
    }

    private Path journal() {
        return folder.resolve("journal.jsonl");
    }

    private List<Path> compressed() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl.gz")).toList();
        }
    }

    private static Verdict add(PerformanceRegressionTracker tracker, int second, double value) {
        VerdictOutcome outcome = tracker.addMetric(event(second, value));
        assertThat(outcome).isInstanceOf(Received.class);
        return ((Received) outcome).verdict().verdict();
    }

    private static MetricEvent event(int second, double value) {
        return MetricEvent.builder("model", "speed", value, "tokens/sec")
                .eventId("event-" + second)
                .timestamp(START.plusSeconds(second))
                .build();
    }

    private static void await(List<Future<?>> running) throws InterruptedException, ExecutionException {
        for (Future<?> one : running) {
            one.get();
        }
    }
}
