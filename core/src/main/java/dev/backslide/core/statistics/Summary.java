package dev.backslide.core.statistics;

import java.util.Arrays;

/**
 * Descriptive statistics of some measurements. Immutable.
 *
 * @param count number of measurements, at least 1
 * @param mean arithmetic mean
 * @param stdev sample standard deviation, divisor n−1; 0 for a single measurement
 * @param min smallest
 * @param max largest
 * @param median middle value, or the mean of the two middle values
 * @param latest newest
 * @since 0.1
 */
public record Summary(int count, double mean, double stdev, double min, double max, double median, double latest) {

    /**
     * Summarizes values in order of time, the newest last.
     *
     * @param values at least one, finite
     */
    public static Summary of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values.length == 0");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        // Scaled by the largest magnitude: neither sums nor squares overflow or vanish at the ends of the range.
        double scale = Math.max(Math.abs(sorted[0]), Math.abs(sorted[n - 1]));
        double mean = scale == 0 ? 0 : scale * scaledMean(sorted, scale);
        double median = n % 2 == 1 ? sorted[n / 2] : sorted[n / 2 - 1] / 2 + sorted[n / 2] / 2;
        return new Summary(
                n,
                Math.max(sorted[0], Math.min(sorted[n - 1], mean)),
                scale == 0 ? 0 : stdev(sorted, mean, scale),
                sorted[0],
                sorted[n - 1],
                median,
                values[n - 1]);
    }

    private static double scaledMean(double[] values, double scale) {
        double sum = 0;
        for (double value : values) {
            sum += value / scale;
        }
        return sum / values.length;
    }

    private static double stdev(double[] values, double mean, double scale) {
        if (values.length < 2 || values[0] == values[values.length - 1]) {
            return 0;
        }
        double squares = 0;
        for (double value : values) {
            double deviation = value / scale - mean / scale;
            squares += deviation * deviation;
        }
        return Math.min(Double.MAX_VALUE, scale * Math.sqrt(squares / (values.length - 1)));
    }
}
