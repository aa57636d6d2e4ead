package dev.backslide.core.detection.changepoint;

import java.util.Arrays;
import java.util.List;

/**
 * The standard error of one run's summary, and how many of them chance explains. Thread-safe.
 *
 * @since 0.1
 */
public final class SampleNoise {

    /** Standard errors that chance explains, for a normal distribution about 3 runs in 10,000 on either side. */
    private static final double LIMIT = 3.4;

    /** Student's t at 99 %, one-sided, by degrees of freedom from 1 on: from 5 on it is below {@link #LIMIT}. */
    private static final double[] STUDENT = {31.8205, 6.9646, 4.5407, 3.7469};

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
     * @param samples the values within the run, at least 2
     * @return at least 0 and finite
     */
    public static double standardError(List<Double> samples) {
        int n = samples.size();
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
     * Standard errors that chance explains. The fewer the samples, the less their spread is known: at least as many as leave one
     * in a hundred by Student's t.
     *
     * @param degreesOfFreedom of the standard error, at least 1
     */
    public static double limit(int degreesOfFreedom) {
        return degreesOfFreedom <= STUDENT.length ? Math.max(LIMIT, STUDENT[degreesOfFreedom - 1]) : LIMIT;
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
