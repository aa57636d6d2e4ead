package dev.backslide.core.report;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The values that a plot's axis spans. A few far outliers would flatten everything else, so they are left outside, to be
 * marked at its edge; the newest measurements never are. Immutable.
 *
 * @param low smallest value on the axis
 * @param high largest value on the axis
 */
record PlotRange(double low, double high) {

    private static final int TAIL_PERCENT = 2;
    private static final int FEWEST = 50;
    private static final int NEWEST = 10;
    private static final double FAR_SPREADS = 3;

    /** @param values at least one, the newest last */
    static PlotRange of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double min = sorted[0];
        double max = sorted[n - 1];
        int tail = n * TAIL_PERCENT / 100;
        double spread = sorted[n - 1 - tail] / 2 - sorted[tail] / 2;
        if (n < FEWEST || spread <= 0) {
            return new PlotRange(min, max);
        }
        double far = spread * 2 * FAR_SPREADS;
        double low = sorted[tail] - min > far ? sorted[tail] : min;
        double high = max - sorted[n - 1 - tail] > far ? sorted[n - 1 - tail] : max;
        double[] newest = Arrays.copyOfRange(values, n - NEWEST, n);
        return new PlotRange(
                DoubleStream.concat(Arrays.stream(newest), DoubleStream.of(low))
                        .min()
                        .orElse(low),
                DoubleStream.concat(Arrays.stream(newest), DoubleStream.of(high))
                        .max()
                        .orElse(high));
    }

    /** The same range, stretched to a value. */
    PlotRange with(double value) {
        return new PlotRange(Math.min(low, value), Math.max(high, value));
    }

    boolean holds(double value) {
        return value >= low && value <= high;
    }
}
