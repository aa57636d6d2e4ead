package dev.backslide.detector.state;

import dev.backslide.core.detection.monitor.UnitMemory;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The unit of a series in bytes: its text as length-prefixed UTF-8, then that of the other unit (length -1: none), how many measurements
 * came in it, and the event hash of the last of them. Nothing: not known. Stateless.
 */
final class UnitMemoryCodec {

    private static final int FIXED = 2 * Short.BYTES + Integer.BYTES + Long.BYTES;
    private static final short NONE = -1;

    private UnitMemoryCodec() {}

    static int length(@Nullable UnitMemory unit) {
        return unit == null ? 0 : FIXED + bytes(unit.unit()).length + bytes(unit.other()).length;
    }

    static void write(@Nullable UnitMemory unit, ByteBuffer data) {
        if (unit == null) {
            return;
        }
        byte[] other = bytes(unit.other());
        data.putShort((short) bytes(unit.unit()).length)
                .put(bytes(unit.unit()))
                .putShort(unit.other() == null ? NONE : (short) other.length)
                .put(other)
                .putInt(unit.otherCount())
                .putLong(unit.otherHash());
    }

    /** Null where a state from before units were kept ends. */
    static @Nullable UnitMemory read(ByteBuffer data) {
        if (!data.hasRemaining()) {
            return null;
        }
        String unit = text(data, data.getShort());
        short length = data.getShort();
        return new UnitMemory(unit, length == NONE ? null : text(data, length), data.getInt(), data.getLong());
    }

    private static byte[] bytes(@Nullable String text) {
        return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer data, short length) {
        byte[] bytes = new byte[length];
        data.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
