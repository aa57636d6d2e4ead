package dev.backslide.schemas;

import dev.backslide.core.MetricEvent;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchemaRegistryTest {

    private final LocalRegistry registry = new LocalRegistry();
    private final Serde<MetricEvent> serde = registry.catalogue().metrics().valueSerde();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void confluent_header_is_magic_and_big_endian_id() {
        byte[] bytes = serde.serializer().serialize("backslide.metrics", Samples.fullEvent());
        assertThat(bytes).startsWith(0, 0, 0, 0, 1);
        assertThat(serde.deserializer().deserialize("backslide.metrics", bytes)).isEqualTo(Samples.fullEvent());
    }

    @Test
    void registry_is_asked_once_for_a_subject_and_once_for_an_id() {
        for (int i = 0; i < 3; i++) {
            byte[] bytes = serde.serializer().serialize("backslide.metrics", Samples.fullEvent());
            assertThat(serde.deserializer().deserialize("backslide.metrics", bytes))
                    .isNotNull();
        }
        assertThat(registry.requests())
                .containsExactly("POST /subjects/backslide.metrics-value/versions", "GET /schemas/ids/1");
    }

    @Test
    void single_object_encoding_is_read_with_a_registry_as_well() {
        byte[] bytes = TopicCatalogue.of(TopicSettings.DEFAULT, Map.of())
                .metrics()
                .valueSerde()
                .serializer()
                .serialize("topic", Samples.fullEvent());
        assertThat(serde.deserializer().deserialize("topic", bytes)).isEqualTo(Samples.fullEvent());
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void registering_can_be_switched_off_and_credentials_given() {
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
    void id_of_another_record_is_named() {
        int id = registry.add(dev.backslide.schemas.avro.MetricStats.getClassSchema());
        assertThatThrownBy(() -> serde.deserializer().deserialize("topic", new byte[] {0, 0, 0, 0, (byte) id, 1}))
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(SchemaRegistryUnavailableException.class)
                .hasMessageContaining("schema id 1 is MetricStats but MetricEvent was expected");
    }

    @Test
    void unknown_id_is_the_records_fault() {
        assertThatThrownBy(() -> serde.deserializer().deserialize("topic", new byte[] {0, 0, 0, 0, 9, 1}))
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(SchemaRegistryUnavailableException.class)
                .hasMessageContaining("schema id 9")
                .hasMessageContaining("404");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 500, 503})
    void answer_that_may_differ_next_time_is_not_the_records_fault(int status) {
        registry.force(status);
        assertThatThrownBy(() -> serde.serializer().serialize("topic", Samples.bareEvent()))
                .isInstanceOf(SchemaRegistryUnavailableException.class)
                .hasMessageContaining(Integer.toString(status));
        registry.force(null);
        assertThat(serde.serializer().serialize("topic", Samples.bareEvent())).isNotEmpty();
    }

    @Test
    void registry_that_is_down_is_not_the_records_fault() {
        byte[] bytes = serde.serializer().serialize("topic", Samples.bareEvent());
        registry.close();
        assertThatThrownBy(() -> serde.deserializer().deserialize("topic", bytes))
                .isInstanceOf(SchemaRegistryUnavailableException.class)
                .hasMessageContaining(registry.url().substring(0, 20))
                .hasMessageContaining("is it running");
    }

    @Test
    void schema_that_is_no_avro_is_refused() {
        assertThatThrownBy(() -> new Schema.Parser().parse("{}")).isInstanceOf(RuntimeException.class);
        registry.force(200);
        assertThatThrownBy(() -> serde.deserializer().deserialize("topic", new byte[] {0, 0, 0, 0, 1, 1}))
                .isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> serde.serializer().serialize("topic", Samples.bareEvent()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("gave no id");
    }

    @Test
    void id_without_a_configured_registry_is_named() {
        Serde<MetricEvent> without =
                TopicCatalogue.of(TopicSettings.DEFAULT, Map.of()).metrics().valueSerde();
        byte[] bytes = serde.serializer().serialize("topic", Samples.bareEvent());
        assertThatThrownBy(() -> without.deserializer().deserialize("topic", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("schema id 1")
                .hasMessageContaining("set schema.registry.url");
    }
}
