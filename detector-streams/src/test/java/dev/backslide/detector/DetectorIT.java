package dev.backslide.detector;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricStats;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.schemas.Topic;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicSettings;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import dev.backslide.testkit.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(BrokerExtension.class)
class DetectorIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path stateDir;

    private TestBroker broker;
    private DetectorSettings settings;
    private TopicCatalogue topics;

    @BeforeEach
    void prepare(TestBroker testBroker) {
        broker = testBroker;
        TopicSettings topicSettings = TopicSettings.DEFAULT.withPrefix(testBroker.uniquePrefix());
        settings = DetectorSettings.of(testBroker.bootstrapServers(), topicSettings, stateDir);
        settings = settings.withPolicy(settings.policies().everything().withDetector(DetectorKind.PREVIOUS));
        topics = TopicCatalogue.of(topicSettings, Map.of());
    }

    @Test
    void poison_goesToDeadLettersWithTheReasonAndTheRestGoesOn() {
        byte[] poison = "no avro".getBytes(StandardCharsets.UTF_8);
        try (Detector detector = Detector.start(settings);
                TopicReader<byte[], byte[]> deadLetters = reader(topics.deadLetters());
                TopicReader<String, MetricVerdict> verdicts = reader(topics.verdicts())) {
            send("my_model:latency", poison);
            send(event("a", 0, 100));

            ConsumerRecord<byte[], byte[]> dead =
                    deadLetters.awaitRecords(1, PATIENCE).get(0);
            assertThat(dead.value()).isEqualTo(poison);
            assertThat(new String(
                            dead.headers()
                                    .lastHeader("__streams.errors.message")
                                    .value(),
                            StandardCharsets.UTF_8))
                    .contains("single-object marker");
            assertThat(verdicts.awaitValues(1, PATIENCE))
                    .singleElement()
                    .extracting(MetricVerdict::verdict)
                    .isEqualTo(Verdict.INCONCLUSIVE);
            await().atMost(PATIENCE).until(() -> detector.health().ok());
        }
    }

    @Test
    void restartInTheMiddle_changesNoVerdictAndNoAlert() {
        List<MetricEvent> events = IntStream.range(0, 60)
                .mapToObj(i -> event("e" + i, i, 100 + (i % 20 >= 10 ? 30 : 0)))
                .toList();
        try (TopicReader<String, MetricVerdict> verdicts = reader(topics.verdicts());
                TopicReader<String, RegressionAlert> alerts = reader(topics.alerts())) {
            try (Detector detector = Detector.start(settings)) {
                events.subList(0, 35).forEach(this::send);
                verdicts.awaitValues(35, PATIENCE);
            }
            try (Detector detector = Detector.start(settings)) {
                events.subList(30, 60).forEach(this::send);
                List<MetricVerdict> all = verdicts.awaitValues(65, PATIENCE);
                assertThat(all)
                        .filteredOn(v -> v.verdict() == Verdict.REGRESSION)
                        .extracting(MetricVerdict::eventId)
                        .containsExactlyInAnyOrder("e10", "e30", "e30", "e50");
                List<RegressionAlert> revisions = alerts.awaitValues(5, PATIENCE);
                assertThat(revisions).extracting(RegressionAlert::revision).containsExactly(1, 2, 1, 2, 1);
                assertThat(revisions.stream().map(RegressionAlert::alertId).distinct())
                        .hasSize(3);
            }
        }
    }

    @Test
    void lostLocalState_isRestoredFromTheChangelogs(@TempDir Path otherDir) {
        try (TopicReader<String, MetricVerdict> verdicts = reader(topics.verdicts())) {
            try (Detector detector = Detector.start(settings)) {
                send(event("a", 0, 100));
                verdicts.awaitValues(1, PATIENCE);
            }
            DetectorSettings elsewhere = DetectorSettings.of(broker.bootstrapServers(), settings.topics(), otherDir);
            try (Detector detector = Detector.start(elsewhere)) {
                send(event("b", 1, 120));
                MetricVerdict verdict = verdicts.awaitValues(2, PATIENCE).get(1);
                assertThat(verdict.baseline()).isEqualTo(100.0);
                assertThat(verdict.verdict()).isEqualTo(Verdict.REGRESSION);
            }
        }
    }

    @Test
    void statisticsOfABusySeries_arePublishedEvenAfterARestart() {
        try (TopicReader<String, MetricStats> stats = reader(topics.stats())) {
            try (Detector detector = Detector.start(settings);
                    TopicReader<String, MetricVerdict> verdicts = reader(topics.verdicts())) {
                IntStream.range(0, 5).forEach(i -> send(event("e" + i, i, 100 + i)));
                verdicts.awaitValues(5, PATIENCE);
            }
            try (Detector detector = Detector.start(settings)) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(stats.values())
                                .extracting(published -> published.summary().count())
                                .contains(5));
            }
        }
    }

    private <K, V> TopicReader<K, V> reader(Topic<K, V> topic) {
        return DetectorFixture.reader(broker.bootstrapServers(), topic);
    }

    private void send(MetricEvent event) {
        byte[] value = topics.metrics()
                .valueSerde()
                .serializer()
                .serialize(topics.metrics().name(), event);
        send(event.metricKey().toString(), value);
    }

    private void send(String key, byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            Future<RecordMetadata> sent = producer.send(
                    new ProducerRecord<>(topics.metrics().name(), key.getBytes(StandardCharsets.UTF_8), value));
            assertThat(sent).succeedsWithin(PATIENCE);
        }
    }

    private static MetricEvent event(String id, int minute, double value) {
        return MetricEvent.builder("my_model", "latency", value, "ms")
                .eventId(id)
                .category("time")
                .timestamp(START.plus(Duration.ofMinutes(minute)))
                .verdictRequested(true)
                .build();
    }
}
