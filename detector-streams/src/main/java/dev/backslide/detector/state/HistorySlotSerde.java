package dev.backslide.detector.state;

import dev.backslide.core.detection.history.HistoryPoint;
import dev.backslide.core.detection.history.RunSpread;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Format 3 of one millisecond of history, mostly one measurement: a version byte, then for each its order time and timestamp in
 * microseconds, its value, its event hash, its commit as length-prefixed UTF-8 (length -1: not known), and the number of samples within
 * its run (-1: nothing is known of them) with their error, lowest and highest. Reads format 2 too, which lacks the samples, and format
 * 1, which lacks the timestamp as well. Thread-safe.
 */
public final class HistorySlotSerde implements Serde<List<HistoryPoint>> {

    private static final byte VERSION = 3;
    private static final byte WITHOUT_SAMPLES = 2;
    private static final byte WITHOUT_TIMESTAMP = 1;
    private static final int FIXED = 4 * Long.BYTES + Short.BYTES + Integer.BYTES;
    private static final int SPREAD = 3 * Double.BYTES;
    private static final int NOTHING = -1;

    @Override
    public Serializer<List<HistoryPoint>> serializer() {
        return (topic, slot) -> slot == null ? null : write(slot);
    }

    @Override
    public Deserializer<List<HistoryPoint>> deserializer() {
        return (topic, data) -> data == null ? null : read(ByteBuffer.wrap(data));
    }

    private static byte[] write(List<HistoryPoint> slot) {
        byte @Nullable [][] commits = new byte @Nullable [slot.size()][];
        int length = 1;
        for (int i = 0; i < slot.size(); i++) {
            String commit = slot.get(i).commit();
            commits[i] = commit == null ? null : commit.getBytes(StandardCharsets.UTF_8);
            length += FIXED
                    + (commits[i] == null ? 0 : commits[i].length)
                    + (slot.get(i).spread() == null ? 0 : SPREAD);
        }
        ByteBuffer data = ByteBuffer.allocate(length).put(VERSION);
        for (int i = 0; i < slot.size(); i++) {
            HistoryPoint point = slot.get(i);
            data.putLong(point.orderMicros())
                    .putLong(point.timestampMicros())
                    .putDouble(point.value())
                    .putLong(point.eventHash());
            byte[] commit = commits[i];
            data.putShort((short) (commit == null ? -1 : commit.length));
            if (commit != null) {
                data.put(commit);
            }
            write(point.spread(), data);
        }
        return data.array();
    }

    private static void write(@Nullable RunSpread spread, ByteBuffer data) {
        if (spread == null) {
            data.putInt(NOTHING);
            return;
        }
        data.putInt(spread.samples())
                .putDouble(spread.error())
                .putDouble(spread.lowest())
                .putDouble(spread.highest());
    }

    private static List<HistoryPoint> read(ByteBuffer data) {
        byte version = data.get();
        if (version > VERSION || version < WITHOUT_TIMESTAMP) {
            throw new SerializationException("history of format " + version + " but this version reads " + VERSION
                    + "; run the version that wrote it, or reset the detector's state");
        }
        List<HistoryPoint> slot = new ArrayList<>(1);
        while (data.hasRemaining()) {
            long orderMicros = data.getLong();
            long timestampMicros = version == WITHOUT_TIMESTAMP ? orderMicros : data.getLong();
            double value = data.getDouble();
            long eventHash = data.getLong();
            short length = data.getShort();
            String commit = length < 0 ? null : text(data, length);
            RunSpread spread = version <= WITHOUT_SAMPLES ? null : spread(data);
            slot.add(new HistoryPoint(orderMicros, timestampMicros, value, eventHash, commit, spread));
        }
        return slot;
    }

    private static @Nullable RunSpread spread(ByteBuffer data) {
        int samples = data.getInt();
        return samples == NOTHING ? null : new RunSpread(samples, data.getDouble(), data.getDouble(), data.getDouble());
    }

    private static String text(ByteBuffer data, int length) {
        byte[] bytes = new byte[length];
        data.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
