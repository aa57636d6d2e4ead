package dev.backslide.schemas;

import dev.backslide.core.MetricEvent;
import dev.backslide.testkit.TestRegistry;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchemaRegistryTest {

    private final TestRegistry registry = new TestRegistry();
    private final Serde<MetricEvent> serde = TopicCatalogue.of(
                    TopicSettings.DEFAULT, Map.of("schema.registry.url", registry.url() + "/"))
            .metrics()
            .valueSerde();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void confluentHeader_isMagicAndBigEndianId() {
        byte[] bytes = serde.serializer().serialize("backslide.metrics", Samples.fullEvent());
        assertThat(bytes).startsWith(0, 0, 0, 0, 1);
        assertThat(serde.deserializer().deserialize("backslide.metrics", bytes)).isEqualTo(Samples.fullEvent());
    }

    @Test
    void registry_isAskedOnceForASubjectAndOnceForAnId() {
        for (int i = 0; i < 3; i++) {
            byte[] bytes = serde.serializer().serialize("backslide.metrics", Samples.fullEvent());
            assertThat(serde.deserializer().deserialize("backslide.metrics", bytes))
                    .isNotNull();
        }
        assertThat(registry.requests())
                .containsExactly("POST /subjects/backslide.metrics-value/versions", "GET /schemas/ids/1");
    }

    @Test
    void singleObjectEncoding_isReadWithARegistryAsWell() {
        byte[] bytes = TopicCatalogue.of(TopicSettings.DEFAULT, Map.of())
                .metrics()
                .valueSerde()
                .serializer()
                .serialize("topic", Samples.fullEvent());
        assertThat(serde.deserializer().deserialize("topic", bytes)).isEqualTo(Samples.fullEvent());
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void registering_canBeSwitchedOffAndCredentialsGiven() {
        Serde<MetricEvent> lookingUp = TopicCatalogue.of(
                        TopicSettings.DEFAULT,
                        Map.of(
                                "schema.registry.url", registry.url(),
                                "auto.register.schemas", "false",
                                "basic.auth.user.info", "user:secret"))
                .metrics()
                .valueSerde();
        lookingUp.serializer().serialize("t", Samples.bareEvent());
        assertThat(registry.requests()).containsExactly("POST /subjects/t-value");
        assertThat(registry.authorizations()).containsExactly("Basic dXNlcjpzZWNyZXQ=");
    }

    @Test
    void idOfAnotherRecord_isNamed() {
        int id = registry.add(
                dev.backslide.schemas.avro.MetricStats.getClassSchema().toString());
        assertThatThrownBy(() -> serde.deserializer().deserialize("topic", new byte[] {0, 0, 0, 0, (byte) id, 1}))
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(SchemaRegistryUnavailableException.class)
                .hasMessageContaining("schema id 1 is MetricStats but MetricEvent was expected");
    }

    @Test
    void unknownId_isTheRecordsFault() {
        assertThatThrownBy(() -> serde.deserializer().deserialize("topic", new byte[] {0, 0, 0, 0, 9, 1}))
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(SchemaRegistryUnavailableException.class)
                .hasMessageContaining("schema id 9")
                .hasMessageContaining("404");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 500, 503})
    void answer_thatMayDifferNextTime_isNotTheRecordsFault(int status) {
        registry.force(status);
        assertThatThrownBy(() -> serde.serializer().serialize("topic", Samples.bareEvent()))
                .isInstanceOf(SchemaRegistryUnavailableException.class)
                .hasMessageContaining(Integer.toString(status));
        registry.force(null);
        assertThat(serde.serializer().serialize("topic", Samples.bareEvent())).isNotEmpty();
    }

    @Test
    void registry_thatIsDown_isNotTheRecordsFault() {
        byte[] bytes = serde.serializer().serialize("topic", Samples.bareEvent());
        registry.close();
        assertThatThrownBy(() -> serde.deserializer().deserialize("topic", bytes))
                .isInstanceOf(SchemaRegistryUnavailableException.class)
                .hasMessageContaining(registry.url().substring(0, 20))
                .hasMessageContaining("is it running");
    }

    @Test
    void schema_thatIsNoAvro_isRefused() {
        assertThatThrownBy(() -> new Schema.Parser().parse("{}")).isInstanceOf(RuntimeException.class);
        registry.force(200);
        assertThatThrownBy(() -> serde.deserializer().deserialize("topic", new byte[] {0, 0, 0, 0, 1, 1}))
                .isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> serde.serializer().serialize("topic", Samples.bareEvent()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("gave no id");
    }

    @Test
    void id_withoutAConfiguredRegistry_isNamed() {
        Serde<MetricEvent> without =
                TopicCatalogue.of(TopicSettings.DEFAULT, Map.of()).metrics().valueSerde();
        byte[] bytes = serde.serializer().serialize("topic", Samples.bareEvent());
        assertThatThrownBy(() -> without.deserializer().deserialize("topic", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("schema id 1")
                .hasMessageContaining("set schema.registry.url");
    }
}
