package dev.backslide.core.detection.changepoint;

/** Lag-1 autocorrelation of noise and what it does to the mean of a tail. Thread-safe. */
final class Correlation {

    private static final double PRIOR_WEIGHT = 20;

    private Correlation() {}

    /**
     * Shrunken estimate of the lag-1 autocorrelation, between 0 and {@code max}.
     *
     * @param z noise, its first n values
     * @param mean of z
     * @param sumOfSquares (n - 1) times the variance of z, positive
     */
    static double estimate(double[] z, int n, double mean, double sumOfSquares, double prior, double max) {
        double products = 0;
        for (int i = 1; i < n; i++) {
            products += (z[i] - mean) * (z[i - 1] - mean);
        }
        double lagOne = products / sumOfSquares - 0.5 / Math.sqrt(n);
        double shrunken = (n * lagOne + PRIOR_WEIGHT * prior) / (n + PRIOR_WEIGHT);
        return Math.min(max, Math.max(0, shrunken));
    }

    /**
     * By how much an autocorrelation inflates the variance of the mean of {@code tail} measurements: for an AR(1) process of rho that is
     * {@code 1 + 2 sum (1 - k/m) rho^k}, k = 1 .. m - 1 (Bayley and Hammersley 1946), at most {@code (1 + rho) / (1 - rho)}. As the
     * reference method has it: that bound, or the first two terms where they are smaller, the second without its 1/m, which is cautious.
     */
    static double inflation(double rho, int tail) {
        double m = tail;
        return Math.min((1 + rho) / (1 - rho), 1 + 2 * rho * (m - 1) / m + (m - 2) * rho * rho * 2);
    }
}
