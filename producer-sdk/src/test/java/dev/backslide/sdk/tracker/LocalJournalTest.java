package dev.backslide.sdk.tracker;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.Verdict;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.VerdictOutcome.Received;
import dev.backslide.sdk.internal.local.LocalFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What a journal keeps where rotation fails, a line is damaged or most is pruned. */
class LocalJournalTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String KEY = "model:speed";

    @TempDir
    Path folder;

    @Test
    void lineCutOffWithinACharacter_survivesRotation() throws IOException {
        JournalLimits small = new JournalLimits(2_048, Retention.EVERYTHING);
        try (PerformanceRegressionTracker tracker = builder().journal(small).build()) {
            add(tracker, 0, 150);
            byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
            Files.write(journal(), Arrays.copyOf(euro, euro.length - 1), StandardOpenOption.APPEND);

            for (int i = 1; i < 20; i++) {
                add(tracker, i, 150);
            }
            assertThat(compressed()).isNotEmpty();
            assertThat(tracker.getMetricHistory(KEY)).hasSize(20);
        }
    }

    @Test
    void journalThatIsEmpty_startsAnew() throws IOException {
        Files.createFile(journal());

        try (PerformanceRegressionTracker tracker = tracker()) {
            add(tracker, 0, 150);
            assertThat(tracker.getMetricHistory(KEY)).hasSize(1);
        }
    }

    @Test
    void rotationThatFails_hidesNothingThatWasWritten() throws IOException {
        JournalLimits small = new JournalLimits(1_024, Retention.EVERYTHING);
        Path inTheWay = Files.createDirectory(folder.resolve("journal-000001.jsonl.gz.part"));
        try (PerformanceRegressionTracker tracker = builder().journal(small).build()) {
            int failed = 0;
            for (int i = 0; i < 10; i++) {
                failed += tracker.addMetric(event(i, 150)) instanceof NotSent ? 1 : 0;
            }
            Files.delete(inTheWay);

            assertThat(failed).isPositive();
            assertThat(tracker.getMetricHistory(KEY)).hasSize(10);
            assertThat(add(tracker, 10, 150)).isEqualTo(Verdict.PASS);
            assertThat(compressed()).hasSize(1);
        }
        try (PerformanceRegressionTracker tracker = tracker()) {
            assertThat(tracker.getMetricHistory(KEY)).hasSize(11);
        }
    }

    @Test
    void rotation_whereNothingIsOverTheRetention_doesNotReadWhatWasRotatedBefore() throws IOException {
        JournalLimits small = new JournalLimits(2_048, new Retention(1_000, START));
        try (PerformanceRegressionTracker tracker = builder().journal(small).build()) {
            int i = 0;
            while (compressed().isEmpty()) {
                add(tracker, i++, 150);
            }
            byte[] rotated = Files.readAllBytes(compressed().get(0));
            Files.writeString(compressed().get(0), "whoever reads this fails");

            while (compressed().size() == 1) {
                add(tracker, i++, 150);
            }
            Files.write(folder.resolve("journal-000001.jsonl.gz"), rotated);
            assertThat(tracker.getMetricHistory(KEY)).hasSize(i);
        }
    }

    @Test
    void rotation_whereWhatIsTooOldIsATenth_dropsIt() throws IOException {
        JournalLimits small = new JournalLimits(2_048, new Retention(null, START.plusSeconds(3)));
        try (PerformanceRegressionTracker tracker = builder().journal(small).build()) {
            int i = 0;
            while (compressed().isEmpty()) {
                add(tracker, i++, 150);
            }
            assertThat(tracker.getMetricHistory(KEY)).hasSize(i - 3);
        }
    }

    @Test
    void rotation_whereOnlyThePinnedBaselineIsOverTheRetention_rewritesNothing() throws IOException {
        JournalLimits small = new JournalLimits(2_048, new Retention(null, START.plusSeconds(1)));
        try (PerformanceRegressionTracker tracker = builder().journal(small).build()) {
            tracker.addMetric(event(0, 150).toBuilder()
                    .metadata(Map.of("baseline", "true"))
                    .build());
            int i = 1;
            while (compressed().size() < 2) {
                add(tracker, i++, 150);
            }
            assertThat(tracker.getMetricHistory(KEY)).hasSize(i);
        }
    }

    @Test
    void prune_ofAllButTheNewest_keepsThePinnedBaseline() {
        try (PerformanceRegressionTracker tracker = tracker()) {
            MetricEvent pinning = MetricEvent.builder("model", "speed", 180, "tokens/sec")
                    .timestamp(START)
                    .metadata(Map.of("baseline", "true"))
                    .build();
            assertThat(tracker.addMetric(pinning)).isInstanceOf(Received.class);
            for (int i = 1; i < 20; i++) {
                add(tracker, i, 180);
            }

            assertThat(LocalFolder.open(folder).prune(new Retention(5, null), false))
                    .isEqualTo(14);

            assertThat(tracker.getMetricHistory(KEY)).hasSize(6).first().isEqualTo(pinning);
            assertThat(tracker.checkRegression(KEY, event(20, 181)).pinnedBaseline())
                    .isEqualTo(180);
        }
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
}
