package dev.backslide.schemas;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The two headers in front of an Avro payload. Single-object encoding (Avro specification 1.12, "Single-object encoding"): C3 01
 * and the schema's CRC-64-AVRO fingerprint, little-endian. Confluent's wire format: 00 and the schema id, big-endian.
 */
final class WireFormat {

    static final int SINGLE_OBJECT_HEADER = 10;
    static final int CONFLUENT_HEADER = 5;
    private static final byte MARKER_1 = (byte) 0xC3;
    private static final byte MARKER_2 = 0x01;
    private static final byte CONFLUENT_MAGIC = 0;

    private WireFormat() {}

    static boolean isSingleObject(byte[] data) {
        return data.length >= SINGLE_OBJECT_HEADER && data[0] == MARKER_1 && data[1] == MARKER_2;
    }

    static boolean isConfluent(byte[] data) {
        return data.length >= CONFLUENT_HEADER && data[0] == CONFLUENT_MAGIC;
    }

    static long fingerprint(byte[] data) {
        return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    }

    static int schemaId(byte[] data) {
        return ByteBuffer.wrap(data).getInt(1);
    }

    static void writeSingleObjectHeader(ByteArrayOutputStream out, long fingerprint) {
        out.write(MARKER_1);
        out.write(MARKER_2);
        for (int i = 0; i < Long.BYTES; i++) {
            out.write((int) (fingerprint >>> (8 * i)));
        }
    }

    static void writeConfluentHeader(ByteArrayOutputStream out, int schemaId) {
        out.write(CONFLUENT_MAGIC);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(schemaId >>> shift);
        }
    }
}
