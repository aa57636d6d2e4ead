package dev.backslide.schemas;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Writes core records as Avro: Confluent's wire format where a registry is configured, single-object encoding where none is.
 * Thread-safe.
 */
final class AvroSerializer<T, R extends SpecificRecord> implements Serializer<T> {

    private static final ThreadLocal<Buffer> BUFFERS = ThreadLocal.withInitial(Buffer::new);

    private final AvroMapping<T, R> mapping;
    private final @Nullable SchemaRegistry registry;
    private final Schema schema;
    private final long fingerprint;
    private final SpecificDatumWriter<R> writer;

    AvroSerializer(AvroMapping<T, R> mapping, @Nullable SchemaRegistry registry) {
        this.mapping = mapping;
        this.registry = registry;
        this.schema = SpecificData.get().getSchema(mapping.avroClass());
        this.fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        this.writer = new SpecificDatumWriter<>(mapping.avroClass());
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        Buffer buffer = BUFFERS.get();
        buffer.bytes.reset();
        if (registry == null) {
            WireFormat.writeSingleObjectHeader(buffer.bytes, fingerprint);
        } else {
            WireFormat.writeConfluentHeader(buffer.bytes, registry.idOf(topic + "-value", schema));
        }
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(buffer.bytes, buffer.encoder);
            buffer.encoder = encoder;
            writer.write(mapping.toAvro(value), encoder);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("cannot encode " + schema.getName() + ": " + e.getMessage(), e);
        }
        return buffer.bytes.toByteArray();
    }

    /** Reused by one thread. */
    private static final class Buffer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        private @Nullable BinaryEncoder encoder;
    }
}
