package dev.backslide.schemas;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every released version of one contract, found by fingerprint. Immutable. */
final class BundledSchemas {

    private static final String FOLDER = "released/";

    private final Map<Long, Schema> byFingerprint;

    private BundledSchemas(Map<Long, Schema> byFingerprint) {
        this.byFingerprint = Map.copyOf(byFingerprint);
    }

    /** The versions that are bundled as {@code released/<record>/<version>.avsc}, and the generated class's own schema. */
    static BundledSchemas of(Class<?> avroClass) {
        Schema current = SpecificData.get().getSchema(avroClass);
        Map<Long, Schema> schemas = new LinkedHashMap<>();
        int version = 1;
        for (Schema released = read(current.getName(), version);
                released != null;
                released = read(current.getName(), ++version)) {
            schemas.put(SchemaNormalization.parsingFingerprint64(released), released);
        }
        schemas.put(SchemaNormalization.parsingFingerprint64(current), current);
        return new BundledSchemas(schemas);
    }

    @Nullable
    Schema find(long fingerprint) {
        return byFingerprint.get(fingerprint);
    }

    static @Nullable Schema read(String recordName, int version) {
        try (InputStream in = BundledSchemas.class.getResourceAsStream(FOLDER + recordName + "/" + version + ".avsc")) {
            return in == null ? null : new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
