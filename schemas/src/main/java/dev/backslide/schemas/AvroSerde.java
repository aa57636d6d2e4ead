package dev.backslide.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Makes the serde of one contract from client settings. Thread-safe. */
final class AvroSerde {

    private static final String SERIALIZER = "value.serializer";
    private static final String DESERIALIZER = "value.deserializer";

    private AvroSerde() {}

    static <T, R extends SpecificRecord> Serde<T> of(AvroMapping<T, R> mapping, Map<String, ?> clientConfig) {
        SchemaRegistry registry = SchemaRegistry.from(clientConfig);
        BundledSchemas schemas = BundledSchemas.of(mapping.avroClass());
        Serializer<Object> encoder = configuredSerializer(clientConfig);
        Deserializer<Object> decoder = configuredDeserializer(clientConfig);
        return Serdes.serdeFrom(
                encoder == null
                        ? new AvroSerializer<>(mapping, registry)
                        : (topic, value) -> value == null ? null : encoder.serialize(topic, mapping.toAvro(value)),
                new AvroDeserializer<>(mapping, new WireDecoder<>(mapping.avroClass(), schemas, registry), decoder));
    }

    @SuppressWarnings("unchecked") // it is handed Avro records only, which is what such a class takes
    private static @Nullable Serializer<Object> configuredSerializer(Map<String, ?> clientConfig) {
        Serializer<Object> made = (Serializer<Object>) configured(clientConfig, SERIALIZER, Serializer.class);
        if (made != null) {
            made.configure(clientConfig, false);
        }
        return made;
    }

    @SuppressWarnings("unchecked") // what it returns is checked record by record
    private static @Nullable Deserializer<Object> configuredDeserializer(Map<String, ?> clientConfig) {
        Deserializer<Object> made = (Deserializer<Object>) configured(clientConfig, DESERIALIZER, Deserializer.class);
        if (made != null) {
            made.configure(clientConfig, false);
        }
        return made;
    }

    private static <C> @Nullable C configured(Map<String, ?> clientConfig, String setting, Class<C> type) {
        Object named = clientConfig.get(setting);
        if (named == null) {
            return null;
        }
        try {
            return type.cast(
                    named instanceof Class<?> known
                            ? Utils.newInstance(known)
                            : Utils.newInstance(named.toString(), type));
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IllegalArgumentException(
                    setting + " was '" + named + "' but it must name a " + type.getSimpleName() + " on the class path",
                    e);
        }
    }
}
