package dev.backslide.e2e;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.AlertState;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Run;
import dev.backslide.schemas.Topic;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.sdk.VerdictOutcome.Received;
import dev.backslide.sdk.internal.local.LocalFolder;
import dev.backslide.sdk.internal.pipeline.PipelineStore;
import dev.backslide.sdk.internal.storage.Archive;
import dev.backslide.sdk.internal.storage.Restored;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import dev.backslide.sdk.tracker.Retention;
import dev.backslide.sdk.tracker.TrackerData;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import dev.backslide.testkit.TopicReader;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** An archive brings back everything, into a pipeline on a real broker as into a folder, and doubles nothing. */
@ExtendWith(BrokerExtension.class)
class BackupRestoreIT {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SPEED = "model:speed";

    @TempDir
    Path folder;

    @Test
    void folder_intoAPipeline_andBackIntoAFolder(TestBroker broker) {
        Path source = folder.resolve("source");
        TrackerData before;
        try (PerformanceRegressionTracker tracker = local(source)) {
            record(tracker, "speed", 0, 150);
            record(tracker, "speed", 1, 140);
            tracker.resetAlerts();
            record(tracker, "speed", 3, 120);
            record(tracker, "speed", 2, 141);
            recordLevels(tracker);
            recordFull(tracker);
            before = tracker.exportData();
        }
        Path file = folder.resolve("folder.zip");
        LocalFolder.open(source).backup(file, Instant.now());
        try (Pipeline pipeline = Pipeline.start(broker, folder.resolve("pipeline"));
                PerformanceRegressionTracker tracker = kafka(pipeline)) {

            Restored restored = restore(file, pipeline);

            assertThat(restored.differences()).isEmpty();
            assertThat(restored.commands()).isEqualTo(1);
            assertSame(tracker.exportData(), before);
            Restored again = restore(file, pipeline);
            assertThat(again.transitions()).isZero();
            assertThat(again.commands()).isZero();
            assertSame(tracker.exportData(), before);

            Path back = folder.resolve("pipeline.zip");
            store(pipeline).backup(back, Instant.now());
            try (Archive archive = Archive.open(back);
                    PerformanceRegressionTracker target = local(folder.resolve("target"))) {
                LocalFolder.openOrMake(folder.resolve("target")).restore(archive);
                assertSame(target.exportData(), before);
            }
        }
    }

    @Test
    void pipeline_intoAnotherPipeline_withWhatPeopleDid(TestBroker broker) {
        Path file = folder.resolve("pipeline.zip");
        TrackerData before;
        try (Pipeline pipeline = Pipeline.start(broker, folder.resolve("first"));
                PerformanceRegressionTracker tracker = kafka(pipeline)) {
            record(tracker, "speed", 0, 150);
            record(tracker, "speed", 1, 140);
            command(pipeline, tracker, AlertAction.ACKNOWLEDGE, null);
            record(tracker, "speed", 2, 100); // worse: open again
            command(pipeline, tracker, AlertAction.SNOOZE, null);
            record(tracker, "speed", 3, 99);
            command(pipeline, tracker, AlertAction.SET_BASELINE, 150.0);
            record(tracker, "speed", 4, 98);
            command(pipeline, tracker, AlertAction.EXPECT, null);
            record(tracker, "speed", 5, 80);
            recordLevels(tracker);
            recordFull(tracker);
            before = tracker.exportData();
            assertThat(before.alerts())
                    .extracting(RegressionAlert::state)
                    .contains(AlertState.OPEN, AlertState.ACKNOWLEDGED, AlertState.SNOOZED, AlertState.EXPECTED);
            assertThat(before.commands()).hasSize(4);
            store(pipeline).backup(file, Instant.now());
        }
        try (Pipeline pipeline = Pipeline.start(broker, folder.resolve("second"));
                PerformanceRegressionTracker tracker = kafka(pipeline)) {
            for (int round = 0; round < 2; round++) {
                Restored restored = restore(file, pipeline);

                assertThat(restored.differences()).isEmpty();
                assertThat(restored.commands()).isEqualTo(round == 0 ? 4 : 0);
                assertSame(tracker.exportData(), before);
            }
            Topic<byte[], byte[]> topic = catalogue(pipeline).deadLetters();
            try (TopicReader<byte[], byte[]> deadLetters = TopicReader.open(
                    pipeline.bootstrapServers(),
                    topic.name(),
                    topic.partitions(),
                    topic.keySerde(),
                    topic.valueSerde())) {
                assertThat(deadLetters.values()).isEmpty();
            }
        }
    }

    @Test
    void pruning_dropsMeasurementsOfThePipeline_notAlerts(TestBroker broker) {
        try (Pipeline pipeline = Pipeline.start(broker, folder.resolve("pruned"));
                PerformanceRegressionTracker tracker = kafka(pipeline)) {
            for (int i = 0; i < 10; i++) {
                record(tracker, "speed", i, i < 8 ? 150 : 100);
            }
            tracker.loadHistory();
            Retention four = new Retention(4, null);

            assertThat(store(pipeline).prune(four, true)).isEqualTo(6);
            assertThat(tracker.getMetricHistory(SPEED)).hasSize(10);
            assertThat(store(pipeline).prune(four, false)).isEqualTo(6);
            assertThat(tracker.getMetricHistory(SPEED))
                    .extracting(MetricEvent::value)
                    .containsExactly(150.0, 150.0, 100.0, 100.0);
            assertThat(tracker.exportData().alerts()).isNotEmpty();
        }
    }

    /** Alerts are listed in no order that counts. */
    private static void assertSame(TrackerData actual, TrackerData expected) {
        assertThat(actual.history()).isEqualTo(expected.history());
        assertThat(actual.alerts()).containsExactlyInAnyOrderElementsOf(expected.alerts());
        assertThat(actual.commands()).containsExactlyInAnyOrderElementsOf(expected.commands());
    }

    /** A long series that falls and recovers: alerts by change points, several revisions. */
    private static void recordLevels(PerformanceRegressionTracker tracker) {
        for (int i = 0; i < 60; i++) {
            double level = i < 25 ? 100 : i < 45 ? 80 : 101;
            record(tracker, "levels", i, level + (i * 7 % 11 - 5) * 0.1);
        }
    }

    private static void recordFull(PerformanceRegressionTracker tracker) {
        assertThat(tracker.addMetric(MetricEvent.builder("model", "full", 1e-300, "µs")
                        .eventId("full")
                        .timestamp(START.plusNanos(1_000))
                        .metadata(Map.of("text", "\"quoted\"\nline"))
                        .direction(Direction.LOWER_IS_BETTER)
                        .thresholdPercent(0.5)
                        .samples(List.of(1.0, 2.5))
                        .run(new Run("run", "abc", START.minusSeconds(5), "main", "https://ci.example.org"))
                        .build()))
                .isInstanceOf(Received.class);
    }

    private static void record(PerformanceRegressionTracker tracker, String name, int minute, double value) {
        assertThat(tracker.addMetric(MetricEvent.builder("model", name, value, "tokens/sec")
                        .eventId(name + "-" + minute)
                        .timestamp(START.plusSeconds(60L * minute))
                        .build()))
                .isInstanceOf(Received.class);
    }

    /** Sends a command about the open alert and waits until it is done. */
    private static void command(
            Pipeline pipeline, PerformanceRegressionTracker tracker, AlertAction action, @Nullable Double value) {
        String id = "command-" + action.label();
        Topic<String, AlertCommand> topic = catalogue(pipeline).commands();
        try (KafkaProducer<String, AlertCommand> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", pipeline.bootstrapServers()),
                topic.keySerde().serializer(),
                topic.valueSerde().serializer())) {
            Instant now = Instant.now();
            Instant until = action == AlertAction.SNOOZE ? now.plus(Duration.ofDays(1)) : null;
            producer.send(new ProducerRecord<>(
                            topic.name(),
                            SPEED,
                            new AlertCommand(id, action, SPEED, null, "alice", now, "because", until, value)))
                    .get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        if (action.isAboutSeries()) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(pipeline.sinkUrl().resolve("/api/v1/stats?key=" + SPEED))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body()
                            .contains("\"pinned_baseline\":150"));
            return;
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            tracker.loadHistory();
            return tracker.exportData().alerts().stream()
                    .anyMatch(alert -> alert.eventId().equals(id));
        });
    }

    private Restored restore(Path file, Pipeline pipeline) {
        try (Archive archive = Archive.open(file)) {
            return store(pipeline).restore(archive, sent -> {});
        }
    }

    private static PipelineStore store(Pipeline pipeline) {
        return new PipelineStore(pipeline.publisher(), pipeline.sinkUrl());
    }

    private static TopicCatalogue catalogue(Pipeline pipeline) {
        return TopicCatalogue.of(pipeline.topics(), Map.of());
    }

    private static PerformanceRegressionTracker local(Path folder) {
        return PerformanceRegressionTracker.builder().local(folder).build();
    }

    private static PerformanceRegressionTracker kafka(Pipeline pipeline) {
        return PerformanceRegressionTracker.builder()
                .kafka(pipeline.publisher(), pipeline.sinkUrl())
                .verdictTimeout(Duration.ofSeconds(30))
                .build();
    }
}
