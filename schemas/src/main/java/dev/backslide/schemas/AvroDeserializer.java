package dev.backslide.schemas;

import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Reads core records from either wire format, or from what a configured {@code value.deserializer} hands over. A record that
 * breaks a rule of the model is refused as one that cannot be read is. Thread-safe where the configured class is.
 */
final class AvroDeserializer<T, R extends SpecificRecord> implements Deserializer<T> {

    private final AvroMapping<T, R> mapping;
    private final WireDecoder<R> decoder;
    private final @Nullable Deserializer<Object> delegate;

    AvroDeserializer(AvroMapping<T, R> mapping, WireDecoder<R> decoder, @Nullable Deserializer<Object> delegate) {
        this.mapping = mapping;
        this.decoder = decoder;
        this.delegate = delegate;
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        R avro = delegate == null ? decoder.decode(data) : fromDelegate(delegate.deserialize(topic, data));
        try {
            return mapping.fromAvro(avro);
        } catch (IllegalArgumentException e) {
            throw new SerializationException(e.getMessage(), e);
        }
    }

    private R fromDelegate(@Nullable Object value) {
        if (mapping.avroClass().isInstance(value)) {
            return mapping.avroClass().cast(value);
        }
        if (!(value instanceof IndexedRecord written)) {
            throw new SerializationException("the configured value.deserializer returned "
                    + (value == null ? "null" : "a " + value.getClass().getName())
                    + " but an Avro record was expected");
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<IndexedRecord>(written.getSchema()).write(written, encoder);
            return new SpecificDatumReader<R>(written.getSchema(), decoder.current(), ContractData.INSTANCE)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "cannot resolve " + written.getSchema().getFullName() + ": " + e.getMessage(), e);
        }
    }
}
