package dev.backslide.core.detection;

import java.util.Arrays;
import java.util.List;

/**
 * How far the summary of one run can be off by chance, from the samples within that run. Samples of a run share its machine and its
 * warm-up, so this bounds the noise from below only: two runs usually differ by more. Thread-safe.
 */
public final class SampleNoise {

    /** Fewest samples that tell a spread. */
    public static final int MIN_SAMPLES = 5;

    /** Standard errors that chance explains, for a normal distribution about 3 runs in 10,000 on either side. */
    private static final double LIMIT = 3.4;

    /** From median absolute deviation to standard deviation, normal distribution. */
    private static final double MAD = 1.4826;

    /** Standard error of a median over that of a mean, normal distribution: the root of pi / 2. */
    private static final double MEDIAN_OVER_MEAN = 1.2533;

    private SampleNoise() {}

    /**
     * Standard error of a run's summary, in the metric's unit: {@code sqrt(pi / 2) * s / sqrt(n)}, the asymptotic one of a median under
     * normal noise (a mean's is a fifth smaller), with s the larger of the standard deviation without the farthest tenth on either side
     * and 1.4826 times the median absolute deviation.
     *
     * @param samples the values within the run
     * @return at least 0 and finite; 0 with fewer than {@link #MIN_SAMPLES} samples, which tell nothing
     */
    public static double standardError(List<Double> samples) {
        int n = samples.size();
        if (n < MIN_SAMPLES) {
            return 0;
        }
        double[] sorted = new double[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = samples.get(i) * RegimeHistory.SCALE;
        }
        Arrays.sort(sorted);
        double middle = Level.ofSorted(sorted, n);
        double[] deviations = new double[n];
        for (int i = 0; i < n; i++) {
            deviations[i] = Math.abs(sorted[i] - middle);
        }
        Arrays.sort(deviations);
        double spread = Math.max(MAD * Level.ofSorted(deviations, n), trimmedDeviation(sorted, middle));
        return RegimeHistory.inUnit(MEDIAN_OVER_MEAN * spread / Math.sqrt(n));
    }

    /**
     * The largest difference between a measurement and its level that the run's own samples explain, in the metric's unit. No measurement
     * that is worse by less should be called worse.
     *
     * @param samples the values within the run; too few: 0, nothing is explained
     */
    public static double explained(List<Double> samples) {
        return Math.min(Double.MAX_VALUE, LIMIT * standardError(samples));
    }

    /** The difference of two runs: their errors add as squares. */
    public static double explained(List<Double> before, List<Double> after) {
        return Math.min(Double.MAX_VALUE, LIMIT * Math.hypot(standardError(before), standardError(after)));
    }

    private static double trimmedDeviation(double[] sorted, double middle) {
        int n = sorted.length;
        int trim = n / 10;
        int kept = n - 2 * trim;
        double scale = Math.max(middle - sorted[trim], sorted[n - 1 - trim] - middle);
        if (!(scale > 0)) {
            return 0;
        }
        double squares = 0;
        for (int i = trim; i < n - trim; i++) {
            double deviation = (sorted[i] - middle) / scale;
            squares += deviation * deviation;
        }
        return scale * Math.sqrt(squares / (kept - 1));
    }
}
