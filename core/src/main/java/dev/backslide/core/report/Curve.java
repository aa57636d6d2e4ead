package dev.backslide.core.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * The measurements of one series in the order of its history, as a report draws them. Immutable.
 *
 * @since 0.1
 */
public final class Curve {

    /** No measurements: a report draws nothing. */
    public static final Curve EMPTY = new Curve(new long[0], new double[0]);

    private final long[] orderMicros;
    private final double[] values;

    private Curve(long[] orderMicros, double[] values) {
        this.orderMicros = orderMicros;
        this.values = values;
    }

    /**
     * Copies the first measurements of two arrays.
     *
     * @param orderMicros where each belongs, microseconds since 1970-01-01 UTC, ascending
     * @param values in the metric's unit, finite
     * @param count how many of both
     */
    public static Curve of(long[] orderMicros, double[] values, int count) {
        return new Curve(Arrays.copyOf(orderMicros, count), Arrays.copyOf(values, count));
    }

    /** Number of measurements. */
    public int size() {
        return values.length;
    }

    /** The value of a measurement, counted from 0. */
    public double value(int position) {
        return values[position];
    }

    /** Where a measurement belongs, UTC. */
    public Instant time(int position) {
        return Instant.EPOCH.plus(orderMicros[position], ChronoUnit.MICROS);
    }

    /** All values, the newest last; a copy. */
    public double[] values() {
        return values.clone();
    }

    /** The first measurement at or after an instant; {@link #size()} when there is none. */
    int positionAt(Instant instant) {
        long micros = PythonFormat.epochMicros(instant);
        int low = 0;
        int high = orderMicros.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (orderMicros[middle] < micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Positions that a plot of bounded size shows: all where they are few enough, else the lowest and the highest of each of
     * equally long stretches, so that no extreme is lost; the newest always.
     *
     * @param most at least 2
     */
    int[] shown(int most) {
        int size = values.length;
        int[] positions = new int[Math.min(size, most + 1)];
        if (size <= most) {
            Arrays.setAll(positions, i -> i);
            return positions;
        }
        int stretches = most / 2;
        int count = 0;
        for (int stretch = 0; stretch < stretches; stretch++) {
            int from = (int) ((long) size * stretch / stretches);
            int to = (int) ((long) size * (stretch + 1) / stretches);
            int lowest = from;
            int highest = from;
            for (int i = from + 1; i < to; i++) {
                lowest = values[i] < values[lowest] ? i : lowest;
                highest = values[i] > values[highest] ? i : highest;
            }
            positions[count++] = Math.min(lowest, highest);
            if (lowest != highest) {
                positions[count++] = Math.max(lowest, highest);
            }
        }
        if (positions[count - 1] != size - 1) {
            positions[count++] = size - 1;
        }
        return Arrays.copyOf(positions, count);
    }

    /** Median of a measurement and its neighbours, up to {@code reach} on each side: follows steps, not outliers. */
    double medianAround(int position, int reach) {
        double[] near = Arrays.copyOfRange(
                values, Math.max(0, position - reach), Math.min(values.length, position + reach + 1));
        return median(near);
    }

    /** Median of values, which are sorted by it. */
    static double median(double[] values) {
        Arrays.sort(values);
        int n = values.length;
        return n % 2 == 1 ? values[n / 2] : values[n / 2 - 1] / 2 + values[n / 2] / 2;
    }
}
