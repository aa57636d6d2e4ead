package dev.backslide.core.detection.changepoint;

import java.util.Arrays;

/** Medians in a reused array. Not thread-safe. */
final class Level {

    private final double[] scratch = new double[RegimeHistory.KEPT];

    /** Median of {@code values[from..to)}, at least one value. */
    double median(double[] values, int from, int to) {
        int n = to - from;
        System.arraycopy(values, from, scratch, 0, n);
        Arrays.sort(scratch, 0, n);
        return ofSorted(scratch, n);
    }

    /** Median of the absolute values of {@code values[0..n)}. */
    double medianMagnitude(double[] values, int n) {
        for (int i = 0; i < n; i++) {
            scratch[i] = Math.abs(values[i]);
        }
        Arrays.sort(scratch, 0, n);
        return ofSorted(scratch, n);
    }

    /** Median of the absolute values of the first n values, which are sorted: they grow away from 0 to both sides. */
    static double medianMagnitudeOfSorted(double[] sorted, int n) {
        int up = 0;
        while (up < n && sorted[up] < 0) {
            up++;
        }
        int down = up - 1;
        double last = 0;
        double before = 0;
        for (int taken = 0; taken <= n / 2; taken++) {
            before = last;
            last = down < 0 || (up < n && sorted[up] <= -sorted[down]) ? Math.abs(sorted[up++]) : -sorted[down--];
        }
        return n % 2 == 1 ? last : 0.5 * (before + last);
    }

    /** Median of the first n values, which are sorted. */
    static double ofSorted(double[] sorted, int n) {
        return n % 2 == 1 ? sorted[n / 2] : sorted[n / 2 - 1] / 2 + sorted[n / 2] / 2;
    }

    /** The larger of two values over the smaller one, at least 1; 1 where one is 0 or they differ in sign: no factor leads across. */
    static double factor(double a, double b) {
        return a == 0 || Math.signum(a) != Math.signum(b) ? 1 : Math.max(a / b, b / a);
    }

    /** What a deviation from this level is divided by to make it relative. */
    static double divisor(double level) {
        double size = Math.abs(level);
        return size == 0 ? 1e-300 : size;
    }
}
