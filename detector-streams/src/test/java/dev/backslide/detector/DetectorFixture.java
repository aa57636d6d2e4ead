package dev.backslide.detector;

import dev.backslide.core.MetricEvent;
import dev.backslide.schemas.Topic;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicSettings;
import dev.backslide.testkit.TestBroker;
import dev.backslide.testkit.TopicReader;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A detector on topics of its own, and a producer that writes what it likes. Not thread-safe. */
public final class DetectorFixture {

    /** The shortest that a broker takes. */
    public static final Map<String, String> SHORT_SESSION = Map.of("session.timeout.ms", "6000");

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String KEY = "my_model:latency";

    final TopicSettings topicSettings;
    public TopicCatalogue topics;

    private final TestBroker broker;
    private final Path stateDir;

    public DetectorFixture(TestBroker broker, Path stateDir) {
        this.broker = broker;
        this.stateDir = stateDir;
        topicSettings = TopicSettings.DEFAULT.withPrefix(broker.uniquePrefix());
        topics = TopicCatalogue.of(topicSettings, Map.of());
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public Detector start(Map<String, String> client) {
        return Detector.start(settings(client));
    }

    public Detector start(Map<String, String> client, Duration standstill) {
        return Detector.start(settings(client), standstill);
    }

    private DetectorSettings settings(Map<String, String> client) {
        return DetectorSettings.of(broker.bootstrapServers(), topicSettings, stateDir)
                .withClientOverrides(client);
    }

    public <K, V> TopicReader<K, V> reader(Topic<K, V> topic) {
        return reader(broker.bootstrapServers(), topic);
    }

    static <K, V> TopicReader<K, V> reader(String bootstrapServers, Topic<K, V> topic) {
        return TopicReader.open(
                bootstrapServers, topic.name(), topic.partitions(), topic.keySerde(), topic.valueSerde());
    }

    public byte[] serialized(String id) {
        return serialized(id, 100, START);
    }

    /** One of a history: a minute apart each. */
    public byte[] serialized(int number, double value) {
        return serialized("event-" + number, value, START.plus(Duration.ofMinutes(number)));
    }

    private byte[] serialized(String id, double value, Instant time) {
        MetricEvent event = MetricEvent.builder("my_model", "latency", value, "ms")
                .eventId(id)
                .category("time")
                .timestamp(time)
                .verdictRequested(true)
                .build();
        return topics.metrics()
                .valueSerde()
                .serializer()
                .serialize(topics.metrics().name(), event);
    }

    public void send(byte[] value) {
        send(new ProducerRecord<>(topics.metrics().name(), KEY.getBytes(StandardCharsets.UTF_8), value));
    }

    public void sendWithoutTime(byte[] value) {
        send(new RecordWithoutTime(topics.metrics().name(), KEY.getBytes(StandardCharsets.UTF_8), value));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "compression.type",
                "gzip",
                "max.request.size",
                16 * 1024 * 1024);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThat(producer.send(record)).succeedsWithin(PATIENCE);
        }
    }

    /** Java's own client writes no time before 1970, others do. */
    private static final class RecordWithoutTime extends ProducerRecord<byte[], byte[]> {

        RecordWithoutTime(String topic, byte[] key, byte[] value) {
            super(topic, key, value);
        }

        @Override
        public Long timestamp() {
            return -1L;
        }
    }
}
