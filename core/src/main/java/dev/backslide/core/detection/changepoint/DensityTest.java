package dev.backslide.core.detection.changepoint;

import java.util.Arrays;

/**
 * The default's test of one tail: the generalised likelihood ratio of "the level has moved by d" against "it has not",
 * under the series' own noise density, maximised over d. Each measurement contributes its gain, the log likelihood
 * ratio; twice the sum of m gains is asymptotically chi-squared with one degree of freedom (Wilks 1938). Not thread-safe.
 */
final class DensityTest {

    private static final double NO = -1;

    /** Strength needed, as -log10 p, with a long tail and 50 measurements of history. */
    private static final double BAR = 4;

    private static final double TAIL_BAR = 3;
    private static final double YOUTH_BAR = 5;

    /** A tail longer than this needs {@link #LONG_BAR} more: slow wandering looks like a small change there. */
    private static final int LONG = 15;

    private static final double LONG_BAR = 0.4;

    /** A tail that scatters more than this many times the history's variance proves less by the excess: the noise may have grown. */
    private static final double SCATTER = 1.2;

    /** Smallest shift looked for, in noise standard deviations. */
    private static final double SMALLEST_SHIFT = 0.8;

    /** Shifts looked at: this far around the tail's median, in noise standard deviations. */
    private static final int STEPS = 15;

    private static final double STEP = 0.1;
    private static final double SMALLEST_MEDIAN = 0.5;

    private static final double PRIOR_CORRELATION = 0.35;
    private static final double MAX_CORRELATION = 0.7;

    /** Weight of the winsorised t-test beside the likelihood ratio. */
    private static final double T_WEIGHT = 0.2;

    private static final int SUPPORT = 5;
    private static final double AGREEMENT = 0.65;
    private static final double LAST = 0.3;
    private static final double STEP_SHARE = 0.85;
    private static final int NEAR = 8;

    private final AlignedWindow window;
    private final WinsorisedShift clipped;
    private final NoiseDensity density = new NoiseDensity();
    private final double[] scratch = new double[AlignedWindow.MAX_TAIL];
    private double shift;
    private double gain;
    private double strength;

    DensityTest(AlignedWindow window, WinsorisedShift clipped) {
        this.window = window;
        this.clipped = clipped;
    }

    /** The likeliest shift of the last test that got so far, in noise standard deviations. */
    double shift() {
        return shift;
    }

    /** Evidence of the last test that got so far, as -log10 p. */
    double strength() {
        return strength;
    }

    /** Finds the likeliest shift of the measured window; 0 for none. */
    void measure() {
        int m = window.tailLength();
        double median = tailMedian(m);
        gain = 0;
        shift = 0;
        if (Math.abs(median) >= SMALLEST_MEDIAN) {
            density.estimate(window.z, window.count());
            maximiseGain(m, median);
        }
    }

    /** By how much the evidence for the likeliest shift exceeds the bar, or a negative number for no change. */
    double margin() {
        if (shift == 0) {
            return NO;
        }
        int m = window.tailLength();
        double rho = clipped.correlation(PRIOR_CORRELATION, MAX_CORRELATION);
        double certainty = window.current() / (double) (window.current() + m) / Correlation.inflation(rho, m);
        double scatter = Math.max(1, clipped.varianceRatio() / SCATTER);
        double likelihood = gain * certainty / scatter / Math.log(10);
        double bar = bar(m);
        if (likelihood < bar) {
            return NO;
        }
        double t = clipped.shift() * shift > 0 ? clipped.strength(rho) : 0;
        strength = (likelihood + T_WEIGHT * Math.min(t, likelihood)) / (1 + T_WEIGHT);
        double margin = strength - bar;
        return margin >= 0 && supported(m) && visibleAtSplit(m) ? margin : NO;
    }

    private double bar(int m) {
        double youth = Math.max(0, (50.0 - window.count()) / 50);
        return BAR + TAIL_BAR / m + YOUTH_BAR * youth + (m > LONG ? LONG_BAR : 0);
    }

    /**
     * Whether the tail's evidence for the likeliest shift is so many times that of any stretch of the history. The strongest stretch is
     * the maximum of Page's cumulative sum (Page 1954, "Continuous inspection schemes", S_n = max(0, S_(n-1) + g_n)).
     */
    boolean beyondExcursions(double times) {
        double sum = 0;
        double largest = 0;
        for (int i = 0; i < window.count(); i++) {
            sum = Math.max(0, sum + density.gain(window.z[i], shift));
            largest = Math.max(largest, sum);
        }
        return gain >= times * largest;
    }

    private double tailMedian(int m) {
        System.arraycopy(window.tail, 0, scratch, 0, m);
        Arrays.sort(scratch, 0, m);
        return Level.ofSorted(scratch, m);
    }

    private void maximiseGain(int m, double median) {
        double unmoved = 0;
        for (int i = 0; i < m; i++) {
            unmoved += density.log(window.tail[i]);
        }
        for (int step = -STEPS; step <= STEPS; step++) {
            double candidate = median + step * STEP;
            if (Math.abs(candidate) < SMALLEST_SHIFT) {
                continue;
            }
            double moved = 0;
            for (int i = 0; i < m; i++) {
                moved += density.log(window.tail[i] - candidate);
            }
            if (moved - unmoved > gain) {
                gain = moved - unmoved;
                shift = candidate;
            }
        }
    }

    /** Enough measurements speak for the shift, and the newest one does: an excursion that has ended is no change. */
    private boolean supported(int m) {
        int support = 0;
        double last = 0;
        for (int i = 0; i < m; i++) {
            last = density.gain(window.tail[i], shift);
            support += last > 0 ? 1 : 0;
        }
        return support >= SUPPORT && support >= AGREEMENT * m && last >= LAST * gain / m;
    }

    /** Most of what sets the tail apart from the history must set it apart from its last measurements, too. */
    private boolean visibleAtSplit(int m) {
        int near = Math.min(window.current(), Math.max(m, NEAR));
        double all = 0;
        double last = 0;
        for (int i = 0; i < window.count(); i++) {
            double contribution = density.gain(window.z[i], shift);
            all += contribution;
            last += i >= window.count() - near ? contribution : 0;
        }
        double tailMean = gain / m;
        return tailMean - last / near >= STEP_SHARE * (tailMean - all / window.count());
    }
}
