package dev.backslide.core.detection.changepoint;

import java.util.Arrays;

/**
 * Arrays that grow as they fill: most series are young, and a full buffer for each of them is what fills the heap. Stateless.
 *
 * @since 0.1
 */
public final class Buffers {

    static final double[] NONE = {};

    /** Of an array. */
    public static final int HEADER_BYTES = 16;

    private static final int SMALLEST = 4;

    private Buffers() {}

    /**
     * The same array where it has room, else a longer one that begins with its values.
     *
     * @param count values that it must have room for, at most {@code most}
     * @param most values that it will ever hold
     */
    static double[] withRoom(double[] values, int count, int most) {
        return count <= values.length ? values : Arrays.copyOf(values, grown(values.length, count, most));
    }

    /** The length of a longer array: half as long again, so that growing costs little and wastes less. */
    static int grown(int length, int needed, int most) {
        return Math.min(most, Math.max(Math.max(SMALLEST, needed), length + length / 2));
    }

    /** Heap that an array holds. */
    static int bytes(double[] values) {
        return HEADER_BYTES + values.length * Double.BYTES;
    }
}
