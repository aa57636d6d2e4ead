package dev.backslide.schemas;

import dev.backslide.core.MetricEvent;
import dev.backslide.testkit.TestRegistry;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Events written by versions of the contract that this build does not have. */
class SchemaEvolutionTest {

    private static final Schema CURRENT = dev.backslide.schemas.avro.MetricEvent.getClassSchema();
    private static final Set<String> REQUIRED = Set.of("event_id", "name", "value", "model_name", "timestamp");
    private final TestRegistry registry = new TestRegistry();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void olderWriter_withoutOptionalFields_isReadWithTheirDefaults() throws IOException {
        List<Schema.Field> required = CURRENT.getFields().stream()
                .filter(field -> REQUIRED.contains(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        MetricEvent read = read(written(required, Map.of()));
        assertThat(read.category()).isEqualTo("performance");
        assertThat(read.unit()).isEmpty();
        assertThat(read.metadata()).isEmpty();
        assertThat(read.samples()).isEmpty();
        assertThat(read.verdictRequested()).isFalse();
    }

    @Test
    void newerWriter_withMoreFields_isReadWithoutThem() throws IOException {
        List<Schema.Field> more = new ArrayList<>(CURRENT.getFields().stream()
                .filter(field -> REQUIRED.contains(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
        more.add(0, new Schema.Field("new_text", Schema.create(Schema.Type.STRING), "New.", ""));
        more.add(new Schema.Field("new_list", Schema.createArray(Schema.create(Schema.Type.LONG)), "New.", List.of()));
        MetricEvent read = read(written(more, Map.of("new_text", "x", "new_list", List.of(1L, 2L))));
        assertThat(read.eventId()).isEqualTo("e");
        assertThat(read.value()).isEqualTo(2.5);
    }

    @Test
    void unknownFingerprint_asksForAnUpdate() {
        byte[] bytes = TopicCatalogue.of(TopicSettings.DEFAULT, Map.of())
                .metrics()
                .valueSerde()
                .serializer()
                .serialize("topic", Samples.bareEvent());
        bytes[2] ^= 0x55;
        assertThatThrownBy(() -> TopicCatalogue.of(TopicSettings.DEFAULT, Map.of())
                        .metrics()
                        .valueSerde()
                        .deserializer()
                        .deserialize("topic", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("is no released version of MetricEvent")
                .hasMessageContaining("update Backslide here");
    }

    private MetricEvent read(byte[] bytes) {
        return TopicCatalogue.of(TopicSettings.DEFAULT, Map.of("schema.registry.url", registry.url() + "/"))
                .metrics()
                .valueSerde()
                .deserializer()
                .deserialize("topic", bytes);
    }

    private byte[] written(List<Schema.Field> fields, Map<String, Object> extra) throws IOException {
        Schema schema = Schema.createRecord(CURRENT.getName(), null, CURRENT.getNamespace(), false, fields);
        GenericRecord event = new GenericData.Record(schema);
        event.put("event_id", "e");
        event.put("name", "n");
        event.put("value", 2.5);
        event.put("model_name", "m");
        event.put("timestamp", 1_000_000L);
        extra.forEach(event::put);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WireFormat.writeConfluentHeader(bytes, registry.add(schema.toString()));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(event, encoder);
        return bytes.toByteArray();
    }
}
