package dev.backslide.core.detection.changepoint;

import java.util.Arrays;

/**
 * The newest measurements ("tail") beside up to 100 earlier ones, each as a deviation from its own level in units of the
 * noise. Deviations are relative to the level, or plain differences where a series does not keep one sign. Not
 * thread-safe.
 *
 * @since 0.1
 */
public final class AlignedWindow {

    /** Longest tail. */
    public static final int MAX_TAIL = 17;

    /** From median absolute deviation to standard deviation, normal distribution. */
    private static final double MAD = 1.4826;

    /** From the distance of the 10 % and 90 % quantiles to standard deviation, normal distribution. */
    private static final double DECILES = 2.563;

    /** The earlier measurements, oldest first. */
    final double[] z = new double[RegimeHistory.BASELINE];

    /** The newest measurements, oldest first. */
    final double[] tail = new double[MAX_TAIL];

    private final double[] sorted = new double[RegimeHistory.BASELINE];
    private final SortedValues ordered = new SortedValues(RegimeHistory.BASELINE + MAX_TAIL + 1);
    private final Level level;
    private final double resolution;
    private int count;
    private int closed;
    private int tailLength;
    private double base;
    private double noise;

    /**
     * @param resolution smallest noise assumed, as a share of the level
     */
    AlignedWindow(Level level, double resolution) {
        this.level = level;
        this.resolution = resolution;
    }

    /** Earlier measurements, at most 100. */
    int count() {
        return count;
    }

    /** How many of them, the oldest ones, belong to closed levels. */
    int closed() {
        return closed;
    }

    /** How many of them belong to the current level. */
    int current() {
        return count - closed;
    }

    int tailLength() {
        return tailLength;
    }

    /** Median of the current level's earlier measurements, in the unit of the history. */
    double base() {
        return base;
    }

    /** Standard deviation of the noise, in the unit of the history. */
    double noise() {
        return noise;
    }

    /** Looks at the newest {@code m} measurements against the ones before. */
    void align(RegimeHistory history, int m, boolean relative, TailPrefilter prefilter) {
        double[] values = history.values();
        int tailFrom = history.offset() + history.length() - m;
        int current = Math.min(history.length() - m, RegimeHistory.BASELINE);
        tailLength = m;
        closed = Math.min(history.pastCount(), RegimeHistory.BASELINE - current);
        count = closed + current;
        prefilter.copySorted(history, tailFrom, current, ordered);
        base = ordered.median();
        double divisor = relative ? Level.divisor(base) : 1;
        history.copyPast(closed, relative, z);
        for (int i = 0; i < current; i++) {
            z[closed + i] = (values[tailFrom - current + i] - base) / divisor;
        }
        double scale = Math.max(
                closed == 0 ? spread(divisor) : spread(), relative ? resolution : resolution * history.magnitude());
        noise = scale * divisor;
        for (int i = 0; i < count; i++) {
            z[i] /= scale;
        }
        for (int i = 0; i < m; i++) {
            tail[i] = (values[tailFrom + i] - base) / divisor / scale;
        }
    }

    /** How many of the tail's newest are further than a limit from the level on one side. */
    int run(double limit, int side) {
        int run = 0;
        while (run < tailLength && side * tail[tailLength - 1 - run] > limit) {
            run++;
        }
        return run;
    }

    /**
     * The deviation that a share of the history exceeds on one side, in noise standard deviations, at least 0.
     *
     * @param side 1 for above, -1 for below the level
     */
    double extreme(double share, int side) {
        int beyond = (int) (share * count);
        System.arraycopy(z, 0, sorted, 0, count);
        Arrays.sort(sorted, 0, count);
        return Math.max(0, side > 0 ? sorted[count - 1 - beyond] : -sorted[beyond]);
    }

    /** -log10 of the chance, in measurements that may come in any order, that the tail's are the farthest off on one side. */
    double strengthOfRun() {
        double strength = -Math.log10(2);
        for (int i = 1; i <= tailLength; i++) {
            strength += Math.log10((count + i) / (double) i);
        }
        return strength;
    }

    /** The largest deviation of the current level's newest measurements on one side, in noise standard deviations, at least 0. */
    double recentExtreme(int newest, int side) {
        double largest = 0;
        for (int i = Math.max(closed, count - newest); i < count; i++) {
            largest = Math.max(largest, side * z[i]);
        }
        return largest;
    }

    /** The same without closed levels: deviations are in the order of the values then, and nothing needs sorting. */
    private double spread(double divisor) {
        for (int i = 0; i < count; i++) {
            sorted[i] = (ordered.rank(i) - base) / divisor;
        }
        double deciles = sorted[(int) (0.9 * (count - 1) + 0.5)] - sorted[(int) (0.1 * (count - 1) + 0.5)];
        return Math.max(MAD * Level.medianMagnitudeOfSorted(sorted, count), deciles / DECILES);
    }

    private double spread() {
        System.arraycopy(z, 0, sorted, 0, count);
        Arrays.sort(sorted, 0, count);
        double deciles = sorted[(int) (0.9 * (count - 1) + 0.5)] - sorted[(int) (0.1 * (count - 1) + 0.5)];
        return Math.max(MAD * level.medianMagnitude(z, count), deciles / DECILES);
    }
}
