package dev.backslide.cluster;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.core.MetricEvent;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicCreator;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What is read from the end of a topic, and how far the detector is, on a real broker. */
@ExtendWith(BrokerExtension.class)
class TopicTailIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Configuration configuration = Configuration.builder().build();
    private Cluster cluster;
    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void connect(TestBroker broker) {
        configuration = Configuration.builder()
                .set(Setting.BOOTSTRAP_SERVERS, broker.bootstrapServers())
                .set(Setting.TOPIC_PREFIX, broker.uniquePrefix())
                .build();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicCreator.create(
                    admin, TopicCatalogue.of(configuration.topics(), configuration.kafkaClient()), PATIENCE);
        }
        cluster = Cluster.connect(configuration);
        producer = producer(broker, Map.of());
    }

    @AfterEach
    void close() {
        producer.close();
        cluster.close();
    }

    @Test
    void tail_hasWhatCameAfterIt_onceAndInOrder_withoutWhatCannotBeRead() throws Exception {
        send(producer, "before", 1);
        TopicTail<MetricEvent> tail = new TopicTail<>(cluster, cluster.topics().metrics());
        send(producer, "after", 2);
        producer.send(record("after", "no avro".getBytes(StandardCharsets.UTF_8)))
                .get();
        producer.send(record("after", null)).get();
        send(producer, "after", 3);

        assertThat(read(tail)).containsExactly("after 2.0", "after 3.0");
        assertThat(read(tail)).isEmpty();
        send(producer, "after", 4);
        assertThat(read(tail)).containsExactly("after 4.0");
    }

    @Test
    void newest_goesBackThatFar_andNotBeforeTheStart() throws Exception {
        for (int i = 1; i <= 5; i++) {
            send(producer, "a", i);
        }

        assertThat(read(TopicTail.newest(cluster, cluster.topics().metrics(), 2)))
                .containsExactly("a 4.0", "a 5.0");
        assertThat(read(TopicTail.newest(cluster, cluster.topics().metrics(), 99)))
                .hasSize(5);
    }

    @Test
    void openTransaction_isWaitedFor_untilTheDeadline(TestBroker broker) throws Exception {
        TopicTail<MetricEvent> tail = new TopicTail<>(cluster, cluster.topics().metrics());
        try (KafkaProducer<String, byte[]> transactional =
                producer(broker, Map.of("transactional.id", configuration.get(Setting.TOPIC_PREFIX)))) {
            transactional.initTransactions();
            transactional.beginTransaction();
            send(transactional, "a", 1);
            List<String> seen = new ArrayList<>();

            assertThat(tail.read(System.nanoTime() + 300_000_000L, (key, event) -> seen.add(key)))
                    .as("read to the end")
                    .isFalse();
            assertThat(seen).isEmpty();

            transactional.commitTransaction();
        }
        assertThat(read(tail)).containsExactly("a 1.0");
    }

    @Test
    void lag_isWhatTheGroupHasNotCommitted_fromTheStartThatIsThere() throws Exception {
        for (int i = 1; i <= 5; i++) {
            send(producer, "a", i);
        }
        DetectorLag lag = new DetectorLag(cluster);
        assertThat(lag.current()).isEqualTo(5);
        TopicPartition partition = new TopicPartition(
                cluster.topics().metrics().name(),
                producer.send(record("a", null)).get().partition());
        assertThat(lag.current()).isEqualTo(6);

        cluster.admin()
                .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(1)))
                .all()
                .get();
        assertThat(lag.current()).as("the first is not there any more").isEqualTo(5);

        commit(partition, 4);
        assertThat(lag.current()).isEqualTo(2);
        List<Long> told = new ArrayList<>();
        assertThat(lag.awaitNone(Duration.ofMillis(1), told::add)).isEqualTo(2);
        assertThat(told).isNotEmpty().containsOnly(2L);

        assertThat(lag.awaitNone(PATIENCE, left -> commit(partition, 6))).isZero();
    }

    private void commit(TopicPartition partition, long offset) {
        try {
            cluster.admin()
                    .alterConsumerGroupOffsets(
                            cluster.detectorGroup(), Map.of(partition, new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> read(TopicTail<MetricEvent> tail) {
        List<String> seen = new ArrayList<>();
        assertThat(tail.read(
                        System.nanoTime() + PATIENCE.toNanos(), (key, event) -> seen.add(key + " " + event.value())))
                .isTrue();
        return seen;
    }

    private void send(KafkaProducer<String, byte[]> to, String key, double value) throws Exception {
        MetricEvent event = MetricEvent.builder("m", "n", value, "ms")
                .timestamp(Instant.parse("2026-06-01T12:00:00Z"))
                .build();
        to.send(record(
                        key,
                        cluster.topics()
                                .metrics()
                                .valueSerde()
                                .serializer()
                                .serialize(cluster.topics().metrics().name(), event)))
                .get();
    }

    @SuppressWarnings("NullAway") // a record without a value
    private ProducerRecord<String, byte[]> record(String key, byte @Nullable [] value) {
        return new ProducerRecord<>(cluster.topics().metrics().name(), key, value);
    }

    private static KafkaProducer<String, byte[]> producer(TestBroker broker, Map<String, String> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
