package dev.backslide.core.detection.changepoint;

import dev.backslide.core.statistics.StudentT;

/** A Welch-like comparison of a tail with its history after clipping both, so that no few measurements decide. Not thread-safe. */
final class WinsorisedShift {

    private static final double SMALLEST_VARIANCE = 0.5;

    /** The clipped history and tail. */
    final double[] z = new double[RegimeHistory.BASELINE];

    final double[] tail = new double[AlignedWindow.MAX_TAIL];

    private final double clip;
    private int count;
    private int m;
    private int current;
    private double mean;
    private double variance;
    private double currentMean;
    private double tailMean;
    private double tailVariance;

    /**
     * @param clip limit, in noise standard deviations
     */
    WinsorisedShift(double clip) {
        this.clip = clip;
    }

    double mean() {
        return mean;
    }

    /** Mean of the current level's measurements before the tail. */
    double currentMean() {
        return currentMean;
    }

    double tailMean() {
        return tailMean;
    }

    /** Tail against current level, in noise standard deviations. */
    double shift() {
        return tailMean - currentMean;
    }

    void measure(AlignedWindow window) {
        count = window.count();
        current = window.current();
        m = window.tailLength();
        double sum = 0;
        double squares = 0;
        double currentSum = 0;
        for (int i = 0; i < count; i++) {
            double v = clipped(window.z[i]);
            z[i] = v;
            sum += v;
            squares += v * v;
            currentSum += i >= count - current ? v : 0;
        }
        mean = sum / count;
        variance = Math.max(SMALLEST_VARIANCE, (squares - count * mean * mean) / (count - 1));
        currentMean = currentSum / current;
        measureTail(window);
    }

    private void measureTail(AlignedWindow window) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < m; i++) {
            double v = clipped(window.tail[i]);
            tail[i] = v;
            sum += v;
            squares += v * v;
        }
        tailMean = sum / m;
        tailVariance = (squares - m * tailMean * tailMean) / Math.max(1, m - 1);
    }

    private double clipped(double v) {
        return Math.max(-clip, Math.min(clip, v));
    }

    /** How many times the history's variance the tail's is. Both are clipped, so a large clean step has a small one. */
    double varianceRatio() {
        return tailVariance / variance;
    }

    /** Lag-1 autocorrelation of the history, see {@link Correlation#estimate}. */
    double correlation(double prior, double max) {
        return Correlation.estimate(z, count, mean, variance * (count - 1), prior, max);
    }

    /** -log10 p of the shift under noise with this lag-1 autocorrelation. */
    double strength(double rho) {
        double pooled = pooledVariance() * Correlation.inflation(rho, m) * (1.0 / current + 1.0 / m);
        return StudentT.strength(shift() / Math.sqrt(pooled), count + m - 2);
    }

    /** A tail that scatters more than its history counts for more, the longer it is. */
    private double pooledVariance() {
        double pooled = ((count - 1) * variance + (m - 1) * tailVariance) / (count + m - 2);
        return tailVariance <= variance
                ? pooled
                : 0.5 * (pooled + (variance + (tailVariance - variance) * Math.min(1, m / 10.0)));
    }
}
