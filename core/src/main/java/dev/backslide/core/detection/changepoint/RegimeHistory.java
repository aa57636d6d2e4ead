package dev.backslide.core.detection.changepoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bounded state of a detector: the newest values of a series and where its last levels began. Inside a detector all values are 1,024
 * times smaller than in the metric's unit, which rounds nothing, so that neither differences nor sums of the largest numbers overflow.
 * Grows as it fills, then allocation-free except in {@link #memory()}. Not thread-safe.
 *
 * @since 0.1
 */
public final class RegimeHistory {

    /** Measurements the noise model looks at. */
    public static final int BASELINE = 100;

    /** Measurements kept of the current level: a baseline, the longest tail and room to move the split. */
    static final int KEPT_CURRENT = BASELINE + AlignedWindow.MAX_TAIL + 10;

    /** Raw values kept. */
    static final int KEPT = BASELINE + KEPT_CURRENT;

    /** A closed level has at least 2 measurements, so 100 of them span at most 51. */
    static final int MAX_PAST = 51;

    /** A power of two, which rounds nothing. */
    static final double SCALE = 0x1p-10;

    private static final double SMALLEST_RATIO = 1e-100;

    private double[] values = Buffers.NONE;
    private int count;
    private int seen;
    private int regimeStart;

    private int[] pastStart = {};
    private double[] pastLevel = Buffers.NONE;
    private int pastCount;

    private double[] pastValue = Buffers.NONE;
    private double[] pastValueLevel = Buffers.NONE;
    private int pastValueCount;

    void add(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value was " + value + " but must be finite");
        }
        if (count == KEPT) {
            System.arraycopy(values, 1, values, 0, --count);
        }
        values = Buffers.withRoom(values, count + 1, KEPT);
        values[count++] = value * SCALE;
        seen++;
    }

    /** A value or a difference in the metric's unit, finite. */
    static double inUnit(double scaled) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, scaled / SCALE));
    }

    /** Values taken so far. */
    int seen() {
        return seen;
    }

    /** Kept measurements of the current level. */
    int length() {
        return Math.min(seen - regimeStart, KEPT_CURRENT);
    }

    /** Whether the current level has lost its first measurements. */
    boolean truncated() {
        return seen - regimeStart > KEPT_CURRENT;
    }

    /** Where the current level's kept measurements begin in {@link #values()}. */
    int offset() {
        return count - length();
    }

    /** The kept values, oldest first; the last one is at {@code offset() + length() - 1}. */
    double[] values() {
        return values;
    }

    /** Largest absolute value kept. */
    double magnitude() {
        double largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest;
    }

    /** Whether all kept values are above 0, or all below, and none so much smaller than another that a ratio could overflow. */
    boolean keepsSign() {
        boolean positive = values[0] > 0;
        double smallest = Double.MAX_VALUE;
        double largest = 0;
        for (int i = 0; i < count; i++) {
            if (values[i] == 0 || values[i] > 0 != positive) {
                return false;
            }
            smallest = Math.min(smallest, Math.abs(values[i]));
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return smallest > largest * SMALLEST_RATIO;
    }

    /** How many closed levels are remembered, also where their measurements no longer are. */
    int closedLevels() {
        return pastCount;
    }

    /** How many closed levels that still lend their noise are at most {@code near} away from a level. */
    int visits(double level, double near) {
        int visits = 0;
        for (int i = 0; i < pastCount; i++) {
            visits += Math.abs(pastLevel[i] - level) <= near ? 1 : 0;
        }
        return visits;
    }

    /** How many measurements of closed levels are remembered with their level. */
    int pastCount() {
        return pastValueCount;
    }

    /** Copies the newest measurements of closed levels as deviations from their own level. */
    void copyPast(int wanted, boolean relative, double[] into) {
        for (int i = 0; i < wanted; i++) {
            int from = pastValueCount - wanted + i;
            double level = pastValueLevel[from];
            double deviation = pastValue[from] - level;
            into[i] = relative ? deviation / Level.divisor(level) : deviation;
        }
    }

    /**
     * Closes the current level.
     *
     * @param split the first measurement of the new level, counted in the current one's kept measurements
     * @param level of the closed one
     */
    void close(int split, double level) {
        int newStart = seen - (length() - split);
        int from = offset();
        int added = Math.min(split, BASELINE);
        int kept = Math.min(pastValueCount, BASELINE - added);
        makeRoomForPast(kept + added, pastCount + 1);
        System.arraycopy(pastValue, pastValueCount - kept, pastValue, 0, kept);
        System.arraycopy(pastValueLevel, pastValueCount - kept, pastValueLevel, 0, kept);
        for (int i = 0; i < added; i++) {
            pastValue[kept + i] = values[from + split - added + i];
            pastValueLevel[kept + i] = level;
        }
        pastValueCount = kept + added;
        pastStart[pastCount] = regimeStart;
        pastLevel[pastCount++] = level;
        regimeStart = newStart;
        forgetUnused();
    }

    private void makeRoomForPast(int values, int levels) {
        pastValue = Buffers.withRoom(pastValue, values, BASELINE);
        pastValueLevel = Buffers.withRoom(pastValueLevel, values, BASELINE);
        pastLevel = Buffers.withRoom(pastLevel, levels, MAX_PAST + 1);
        pastStart = pastStart.length == pastLevel.length ? pastStart : Arrays.copyOf(pastStart, pastLevel.length);
    }

    private void forgetUnused() {
        int unused = 0;
        while (unused < pastCount - 1 && pastStart[unused + 1] <= regimeStart - BASELINE) {
            unused++;
        }
        pastCount -= unused;
        System.arraycopy(pastStart, unused, pastStart, 0, pastCount);
        System.arraycopy(pastLevel, unused, pastLevel, 0, pastCount);
    }

    /** Heap that it holds, in bytes. */
    int bytes() {
        return Buffers.bytes(values)
                + Buffers.bytes(pastLevel)
                + Buffers.HEADER_BYTES
                + pastStart.length * Integer.BYTES
                + Buffers.bytes(pastValue)
                + Buffers.bytes(pastValueLevel);
    }

    DetectorMemory memory() {
        List<PastRegime> past = new ArrayList<>(pastCount);
        for (int i = 0; i < pastCount; i++) {
            past.add(new PastRegime(pastStart[i], inUnit(pastLevel[i])));
        }
        return new DetectorMemory(seen, regimeStart, past);
    }

    /** The history that had this memory after these values, oldest first. */
    static RegimeHistory rebuild(double[] lastValues, DetectorMemory memory) {
        int needed = Math.min(memory.seen(), KEPT);
        if (lastValues.length < needed) {
            throw new IllegalArgumentException("lastValues had " + lastValues.length
                    + " values but must have the newest " + needed + " of the series");
        }
        RegimeHistory history = new RegimeHistory();
        history.count = needed;
        history.seen = memory.seen();
        history.regimeStart = memory.regimeStart();
        history.values = Buffers.withRoom(history.values, needed, KEPT);
        history.makeRoomForPast(0, memory.past().size());
        for (int i = 0; i < needed; i++) {
            history.values[i] = lastValues[lastValues.length - needed + i] * SCALE;
        }
        for (PastRegime regime : memory.past()) {
            history.pastStart[history.pastCount] = regime.start();
            history.pastLevel[history.pastCount++] = regime.level() * SCALE;
        }
        history.recallPast();
        return history;
    }

    private void recallPast() {
        int oldest = seen - count;
        int from = Math.max(oldest, Math.max(0, regimeStart - BASELINE));
        int regime = 0;
        makeRoomForPast(Math.max(0, regimeStart - from), pastCount);
        for (int index = from; index < regimeStart; index++) {
            while (regime < pastCount - 1 && pastStart[regime + 1] <= index) {
                regime++;
            }
            pastValue[pastValueCount] = values[index - oldest];
            pastValueLevel[pastValueCount++] = pastLevel[regime];
        }
    }
}
