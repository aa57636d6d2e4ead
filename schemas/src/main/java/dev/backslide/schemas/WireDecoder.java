package dev.backslide.schemas;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads either wire format into the generated class, whatever version wrote it. Thread-safe. */
final class WireDecoder<R extends SpecificRecord> {

    private static final ThreadLocal<BinaryDecoder> DECODERS = new ThreadLocal<>();

    private final Schema current;
    private final BundledSchemas bundled;
    private final @Nullable SchemaRegistry registry;
    private final Map<Schema, GenericDatumReader<R>> readers = new ConcurrentHashMap<>();
    private final Map<Long, GenericDatumReader<R>> byFingerprint = new ConcurrentHashMap<>();
    private final Map<Integer, GenericDatumReader<R>> byId = new ConcurrentHashMap<>();

    WireDecoder(Class<R> avroClass, BundledSchemas bundled, @Nullable SchemaRegistry registry) {
        this.current = SpecificData.get().getSchema(avroClass);
        this.bundled = bundled;
        this.registry = registry;
    }

    /** @throws SerializationException when the bytes are neither format, of an unknown schema, or broken */
    R decode(byte[] data) {
        if (WireFormat.isSingleObject(data)) {
            return decode(data, WireFormat.SINGLE_OBJECT_HEADER, byFingerprint(WireFormat.fingerprint(data)));
        }
        if (WireFormat.isConfluent(data)) {
            return decode(data, WireFormat.CONFLUENT_HEADER, byId(WireFormat.schemaId(data)));
        }
        throw new SerializationException("not a " + current.getName()
                + ": it starts with neither the Avro single-object marker C3 01 nor the registry marker 00 ("
                + data.length + " bytes); publish through the SDK or with one of the two encodings");
    }

    private GenericDatumReader<R> byFingerprint(long fingerprint) {
        GenericDatumReader<R> known = byFingerprint.get(fingerprint);
        if (known != null) {
            return known;
        }
        Schema writer = bundled.find(fingerprint);
        if (writer == null) {
            throw new SerializationException(
                    "schema fingerprint %016x is no released version of %s; update Backslide here, or "
                                    .formatted(fingerprint, current.getName())
                            + "configure schema.registry.url on both sides");
        }
        return byFingerprint.computeIfAbsent(fingerprint, f -> readerFor(writer));
    }

    private GenericDatumReader<R> byId(int id) {
        GenericDatumReader<R> known = byId.get(id);
        if (known != null) {
            return known;
        }
        if (registry == null) {
            throw new SerializationException("written with schema id " + id
                    + " of a schema registry, but none is configured here; set schema.registry.url");
        }
        Schema writer = registry.schemaOf(id);
        if (writer.getType() != Schema.Type.RECORD || !writer.getName().equals(current.getName())) {
            throw new SerializationException(
                    "schema id " + id + " is " + writer.getName() + " but " + current.getName() + " was expected");
        }
        return byId.computeIfAbsent(id, i -> readerFor(writer));
    }

    private GenericDatumReader<R> readerFor(Schema writer) {
        return readers.computeIfAbsent(writer, w -> new SpecificDatumReader<>(w, current, ContractData.INSTANCE));
    }

    private R decode(byte[] data, int offset, GenericDatumReader<R> reader) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(data, offset, data.length - offset, DECODERS.get());
        DECODERS.set(decoder);
        try {
            return reader.read(null, decoder);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "broken " + current.getName() + " of " + data.length + " bytes: " + e.getMessage(), e);
        }
    }

    Schema current() {
        return current;
    }
}
