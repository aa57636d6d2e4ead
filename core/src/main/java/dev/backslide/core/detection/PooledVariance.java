package dev.backslide.core.detection;

/** Variance for a comparison of a long history and a short tail. Thread-safe. */
final class PooledVariance {

    private PooledVariance() {}

    /** The pooled variance; a tail that scatters more than its history counts for more, the longer it is. */
    static double of(double history, int count, double tail, int m) {
        double pooled = ((count - 1) * history + (m - 1) * tail) / (count + m - 2);
        if (tail <= history) {
            return pooled;
        }
        return 0.5 * (pooled + (history + (tail - history) * Math.min(1, m / 10.0)));
    }
}
