package dev.backslide.detector;

import dev.backslide.core.MetricVerdict;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import dev.backslide.testkit.TestRegistry;
import dev.backslide.testkit.TopicReader;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What goes wrong around the detector: it goes on, and its health says so meanwhile. */
@ExtendWith(BrokerExtension.class)
class DetectorFaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path stateDir;

    private DetectorFixture fixture;

    @BeforeEach
    void prepare(TestBroker broker) {
        fixture = new DetectorFixture(broker, stateDir);
    }

    @Test
    void passingFault_healsAndHealthTellsUntilItHas() {
        Map<String, String> faulty = new HashMap<>(DetectorFixture.SHORT_SESSION);
        faulty.put("value.deserializer", FailsOnce.class.getName());
        FailsOnce.LEFT.set(1);
        try (Detector detector = fixture.start(faulty);
                TopicReader<String, MetricVerdict> verdicts = fixture.reader(fixture.topics.verdicts())) {
            fixture.send(fixture.serialized("a"));

            DetectorHealth meanwhile = await().atMost(PATIENCE)
                    .until(detector::health, health -> health.cause().contains("a passing fault"));
            assertThat(meanwhile.ok()).isFalse();
            assertThat(meanwhile.stopped()).isFalse();
            verdicts.awaitValues(1, PATIENCE);
            await().atMost(PATIENCE).until(() -> detector.health().ok());
        }
    }

    @Test
    void outageOfTheRegistry_isWaitedOut() {
        try (TestRegistry registry = new TestRegistry();
                TopicReader<byte[], byte[]> deadLetters = fixture.reader(fixture.topics.deadLetters())) {
            Map<String, String> client = use(registry);
            byte[] event = fixture.serialized("a");
            registry.force(503);
            try (Detector detector = fixture.start(client)) {
                fixture.send(event);
                fixture.send("no avro".getBytes(StandardCharsets.UTF_8));

                await().atMost(PATIENCE).until(() -> registry.refused() > 6);
                assertThat(detector.health().ok()).isFalse();
                assertThat(detector.health().stopped()).isFalse();
                assertThat(detector.health().cause()).contains("did not answer for schema id 1");
                assertThat(deadLetters.values()).isEmpty();

                registry.force(null);
                assertThat(deadLetters.awaitValues(1, PATIENCE)).hasSize(1);
                await().atMost(PATIENCE).until(() -> detector.health().ok());
            }
            try (TopicReader<String, MetricVerdict> verdicts = fixture.reader(fixture.topics.verdicts())) {
                verdicts.awaitValues(1, PATIENCE);
            }
        }
    }

    @Test
    void close_doesNotWaitForTheRegistry() {
        try (TestRegistry registry = new TestRegistry()) {
            Map<String, String> client = use(registry);
            byte[] event = fixture.serialized("a");
            registry.force(503);
            try (Detector detector = fixture.start(client)) {
                fixture.send(event);
                await().atMost(PATIENCE).until(() -> registry.refused() > 6);
                assertThat(judgingThreads()).isNotEmpty();
                detector.close();
                assertThat(detector.health().stopped()).isTrue();
                assertThat(judgingThreads())
                        .as("threads that wait for the registry")
                        .isEmpty();
            }
        }
    }

    @Test
    void topics_areMadeWithTheClientSettingsOfTheDetector() {
        try (Detector detector = fixture.start(Map.of("metric.reporters", SeenClients.class.getName()))) {
            assertThat(SeenClients.IDS).contains(fixture.topicSettings.prefix() + "-detector-topics");
        }
    }

    private List<String> judgingThreads() {
        String prefix = fixture.topicSettings.prefix() + "-detector";
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix) && name.contains("StreamThread"))
                .toList();
    }

    /** The client settings for this registry, which the fixture's topics use too. */
    private Map<String, String> use(TestRegistry registry) {
        Map<String, String> client = Map.of("schema.registry.url", registry.url());
        fixture.topics = TopicCatalogue.of(fixture.topicSettings, client);
        return client;
    }

    /** Fails as no record's fault is to be blamed for, and then reads. */
    public static final class FailsOnce implements Deserializer<Object> {

        static final AtomicInteger LEFT = new AtomicInteger();

        private static final BinaryMessageDecoder<GenericRecord> DECODER =
                new BinaryMessageDecoder<>(GenericData.get(), dev.backslide.schemas.avro.MetricEvent.getClassSchema());

        @Override
        public Object deserialize(String topic, byte[] data) {
            if (LEFT.getAndDecrement() > 0) {
                throw new AssertionError("a passing fault");
            }
            try {
                return DECODER.decode(data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Remembers each client that was told of it. */
    public static final class SeenClients implements MetricsReporter {

        static final Set<String> IDS = ConcurrentHashMap.newKeySet();

        @Override
        public void configure(Map<String, ?> config) {
            IDS.add(String.valueOf(config.get("client.id")));
        }

        @Override
        public void init(List<KafkaMetric> metrics) {}

        @Override
        public void metricChange(KafkaMetric metric) {}

        @Override
        public void metricRemoval(KafkaMetric metric) {}

        @Override
        public void close() {}
    }
}
