package dev.backslide.schemas;

import dev.backslide.core.MetricEvent;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Confluent's wire format against a real registry, and against Confluent's own classes. Needs Docker and the image; skipped without. */
class ConfluentWireFormatIT {

    private static final String TOPIC = "backslide.metrics";
    private static final GenericContainer<?> REGISTRY = new GenericContainer<>(
                    DockerImageName.parse(System.getProperty("registry.image", "apicurio/apicurio-registry:3.3.3")))
            .withExposedPorts(8080)
            .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects")
                    .forStatusCode(200)
                    .withStartupTimeout(Duration.ofMinutes(3)));

    private static String missing = "";

    @BeforeAll
    static void start() {
        try {
            if (hasDocker()) {
                REGISTRY.start();
            } else {
                missing = "no Docker";
            }
        } catch (ContainerFetchException e) {
            missing = String.valueOf(e.getMessage());
        }
    }

    /** For each test, not for all at once: a class that is skipped before its first test is missing in the totals. */
    @BeforeEach
    void requireRegistry() {
        assumeTrue(missing.isEmpty(), "the wire format is not tested against a registry: " + missing);
    }

    /** Inside a container Testcontainers runs one to find out where it is: an image that cannot be had shows here. */
    private static boolean hasDocker() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException e) {
            throw new ContainerFetchException("Docker cannot run " + System.getProperty("registry.image"), e);
        }
    }

    @AfterAll
    static void stop() {
        REGISTRY.stop();
    }

    @Test
    void ours_registersAndAnotherOfOursReads() {
        byte[] bytes = serde(url()).serializer().serialize(TOPIC, Samples.fullEvent());
        assertThat(WireFormat.isConfluent(bytes)).isTrue();
        assertThat(serde(url()).deserializer().deserialize(TOPIC, bytes)).isEqualTo(Samples.fullEvent());
    }

    @Test
    void everyContract_registers() {
        TopicCatalogue topics = topics(url());
        assertThat(topics.verdicts()
                        .valueSerde()
                        .deserializer()
                        .deserialize(
                                "v", topics.verdicts().valueSerde().serializer().serialize("v", Samples.fullVerdict())))
                .isEqualTo(Samples.fullVerdict());
        assertThat(topics.alerts()
                        .valueSerde()
                        .deserializer()
                        .deserialize(
                                "a", topics.alerts().valueSerde().serializer().serialize("a", Samples.fullAlert())))
                .isEqualTo(Samples.fullAlert());
        assertThat(topics.stats()
                        .valueSerde()
                        .deserializer()
                        .deserialize(
                                "s", topics.stats().valueSerde().serializer().serialize("s", Samples.stats())))
                .isEqualTo(Samples.stats());
    }

    @Test
    void confluentsDeserializer_readsOurs() throws Exception {
        byte[] bytes = serde(url()).serializer().serialize(TOPIC, Samples.fullEvent());
        try (GenuineConfluent confluent = new GenuineConfluent(url())) {
            assertThat(confluent.deserialize(TOPIC, bytes))
                    .contains("\"event_id\": \"event-1\"")
                    .contains("\"value\": -1.5E-300")
                    .contains("\"branch\": \"main\"");
        }
    }

    @Test
    void ours_readsConfluentsSerializer() throws Exception {
        String schema = dev.backslide.schemas.avro.MetricEvent.getClassSchema().toString();
        Map<String, Object> fields = new HashMap<>(Map.of(
                "event_id",
                "theirs",
                "name",
                "latency",
                "value",
                12.5,
                "model_name",
                "api",
                "timestamp",
                1_000_000L,
                "samples",
                List.of(12.0, 13.0)));
        try (GenuineConfluent confluent = new GenuineConfluent(url())) {
            byte[] bytes = confluent.serialize(TOPIC, schema, fields);
            MetricEvent read = serde(url()).deserializer().deserialize(TOPIC, bytes);
            assertThat(read.eventId()).isEqualTo("theirs");
            assertThat(read.value()).isEqualTo(12.5);
            assertThat(read.samples()).containsExactly(12.0, 13.0);
            assertThat(read.category()).isEqualTo("performance");
        }
    }

    @Test
    void bothSerializers_shareOneId() throws Exception {
        String schema = dev.backslide.schemas.avro.MetricEvent.getClassSchema().toString();
        byte[] ours = serde(url()).serializer().serialize("shared", Samples.bareEvent());
        try (GenuineConfluent confluent = new GenuineConfluent(url())) {
            byte[] theirs = confluent.serialize(
                    "shared",
                    schema,
                    Map.of("event_id", "e", "name", "n", "value", 0.0, "model_name", "m", "timestamp", 1L));
            assertThat(WireFormat.schemaId(theirs)).isEqualTo(WireFormat.schemaId(ours));
        }
    }

    @Test
    void registry_thatIsDown_isNotTheRecordsFault() {
        byte[] bytes = serde(url()).serializer().serialize(TOPIC, Samples.bareEvent());
        String nobody = "http://127.0.0.1:1/apis/ccompat/v7";
        assertThatThrownBy(() -> serde(nobody).deserializer().deserialize(TOPIC, bytes))
                .isInstanceOf(SchemaRegistryUnavailableException.class)
                .hasMessageContaining(nobody);
    }

    private static String url() {
        return "http://" + REGISTRY.getHost() + ":" + REGISTRY.getMappedPort(8080) + "/apis/ccompat/v7";
    }

    private static TopicCatalogue topics(String registryUrl) {
        return TopicCatalogue.of(TopicSettings.DEFAULT, Map.of("schema.registry.url", registryUrl));
    }

    private static Serde<MetricEvent> serde(String registryUrl) {
        return topics(registryUrl).metrics().valueSerde();
    }
}
