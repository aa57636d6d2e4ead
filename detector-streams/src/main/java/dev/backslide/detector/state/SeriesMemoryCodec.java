package dev.backslide.detector.state;

import dev.backslide.core.detection.changepoint.DetectorMemory;
import dev.backslide.core.detection.changepoint.PastRegime;
import dev.backslide.core.detection.monitor.SeriesMemory;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of a {@link SeriesMemory} in bytes, without its alerts: anchor time and hash, the pinned baseline (NaN: none),
 * measurements seen (-1: the detector has never run), start of the current level, number of closed levels, and for each its
 * start and level. Stateless.
 */
final class SeriesMemoryCodec {

    private static final int NEVER_RUN = -1;
    private static final int FIXED = 2 * Long.BYTES + Double.BYTES + Integer.BYTES;
    private static final int DETECTOR = Integer.BYTES + Byte.BYTES;
    private static final int REGIME = Integer.BYTES + Double.BYTES;

    private SeriesMemoryCodec() {}

    static int length(SeriesMemory memory) {
        DetectorMemory detector = memory.detector();
        return FIXED + (detector == null ? 0 : DETECTOR + detector.past().size() * REGIME);
    }

    static void write(SeriesMemory memory, ByteBuffer data) {
        Double pinned = memory.pinnedBaseline();
        data.putLong(memory.anchorMicros())
                .putLong(memory.anchorHash())
                .putDouble(pinned == null ? Double.NaN : pinned);
        DetectorMemory detector = memory.detector();
        if (detector == null) {
            data.putInt(NEVER_RUN);
            return;
        }
        data.putInt(detector.seen()).putInt(detector.regimeStart()).put((byte)
                detector.past().size());
        for (PastRegime regime : detector.past()) {
            data.putInt(regime.start()).putDouble(regime.level());
        }
    }

    static SeriesMemory read(ByteBuffer data) {
        long anchorMicros = data.getLong();
        long anchorHash = data.getLong();
        double pinned = data.getDouble();
        return new SeriesMemory(
                null,
                List.of(),
                readDetector(data),
                Double.isNaN(pinned) ? null : pinned,
                null,
                anchorMicros,
                anchorHash);
    }

    private static @Nullable DetectorMemory readDetector(ByteBuffer data) {
        int seen = data.getInt();
        if (seen == NEVER_RUN) {
            return null;
        }
        int regimeStart = data.getInt();
        int count = data.get();
        List<PastRegime> past = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            past.add(new PastRegime(data.getInt(), data.getDouble()));
        }
        return new DetectorMemory(seen, regimeStart, past);
    }
}
