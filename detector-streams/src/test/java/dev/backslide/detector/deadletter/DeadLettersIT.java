package dev.backslide.detector.deadletter;

import dev.backslide.core.MetricVerdict;
import dev.backslide.detector.Detector;
import dev.backslide.detector.DetectorFixture;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import dev.backslide.testkit.TopicReader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Records that Kafka keeps and no detector expects: without a time, or larger than a record can be. */
@ExtendWith(BrokerExtension.class)
class DeadLettersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path stateDir;

    private DetectorFixture fixture;

    @BeforeEach
    void prepare(TestBroker broker) {
        fixture = new DetectorFixture(broker, stateDir);
    }

    @Test
    void record_withoutATime_isJudgedOrRefusedAsAnyOther() {
        byte[] poison = "no avro".getBytes(StandardCharsets.UTF_8);
        try (Detector detector = fixture.start(Map.of());
                TopicReader<byte[], byte[]> deadLetters = fixture.reader(fixture.topics.deadLetters());
                TopicReader<String, MetricVerdict> verdicts = fixture.reader(fixture.topics.verdicts())) {
            fixture.sendWithoutTime(poison);
            fixture.sendWithoutTime(fixture.serialized("a"));
            fixture.send(fixture.serialized("b"));

            assertThat(deadLetters.awaitRecords(1, PATIENCE))
                    .singleElement()
                    .satisfies(dead -> assertThat(dead.value()).isEqualTo(poison))
                    .satisfies(dead -> assertThat(dead.timestamp()).isPositive());
            assertThat(verdicts.awaitValues(2, PATIENCE))
                    .extracting(MetricVerdict::eventId)
                    .containsExactly("a", "b");
            await().atMost(PATIENCE).until(() -> detector.health().ok());
        }
    }

    @Test
    void unreadableRecord_isKeptWholeUpToWhatTheTopicTakes() {
        byte[] full = new byte[1_047_500];
        new Random(1).nextBytes(full);
        try (Detector detector = fixture.start(Map.of());
                TopicReader<byte[], byte[]> deadLetters = fixture.reader(fixture.topics.deadLetters());
                TopicReader<String, MetricVerdict> verdicts = fixture.reader(fixture.topics.verdicts())) {
            fixture.send(full);
            fixture.send(new byte[3_000_000]);
            fixture.send(new byte[9_000_000]);
            fixture.send(fixture.serialized("a"));

            List<ConsumerRecord<byte[], byte[]>> dead = deadLetters.awaitRecords(3, PATIENCE);
            assertThat(dead.get(0).value()).isEqualTo(full);
            assertThat(dead.get(1).value()).hasSize(3_000_000);
            assertThat(dead.get(1).headers().lastHeader(DeadLetters.TRUNCATED)).isNull();
            assertThat(dead.get(2).value()).hasSizeBetween(4_000_000, TopicCatalogue.MAX_DEAD_LETTER_BYTES);
            assertThat(truncated(dead.get(2))).isEqualTo("value of 9000000 bytes");
            verdicts.awaitValues(1, PATIENCE);
            await().atMost(PATIENCE).until(() -> detector.health().ok());
        }
    }

    @Test
    void unreadableRecord_tooLargeForAnOlderTopic_isCut() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", fixture.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(fixture.topics.deadLetters().name(), 1, (short) 1)))
                    .all()
                    .get();
        }
        byte[] full = new byte[1_047_500];
        new Random(1).nextBytes(full);
        try (Detector detector = fixture.start(DetectorFixture.SHORT_SESSION);
                TopicReader<byte[], byte[]> deadLetters = fixture.reader(fixture.topics.deadLetters());
                TopicReader<String, MetricVerdict> verdicts = fixture.reader(fixture.topics.verdicts())) {
            fixture.send(full);
            fixture.send(fixture.serialized("a"));

            assertThat(deadLetters.awaitRecords(1, PATIENCE))
                    .singleElement()
                    .satisfies(dead -> assertThat(truncated(dead)).isEqualTo("value of 1047500 bytes"));
            verdicts.awaitValues(1, PATIENCE);
        }
    }

    private static String truncated(ConsumerRecord<byte[], byte[]> dead) {
        return new String(dead.headers().lastHeader(DeadLetters.TRUNCATED).value(), StandardCharsets.UTF_8);
    }
}
