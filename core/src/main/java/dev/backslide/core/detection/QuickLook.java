package dev.backslide.core.detection;

import java.util.Arrays;

/** A cheap look at which tails can be a change at all, so that the common measurement costs little. Not thread-safe. */
final class QuickLook {

    private static final double SMALLEST_MEDIAN = 0.3;
    private static final double DECILES = 2.563;

    private final Level level;
    private final double[] deviations = new double[RegimeHistory.BASELINE];
    private double base;
    private double spread;

    QuickLook(Level level) {
        this.level = level;
    }

    /** Measures the level and the noise before the shortest tail. */
    void measure(RegimeHistory history, int tail, boolean relative, double resolution) {
        double[] values = history.values();
        int end = history.offset() + history.length() - tail;
        int current = Math.min(history.length() - tail, RegimeHistory.BASELINE);
        int closed = Math.min(history.pastCount(), RegimeHistory.BASELINE - current);
        base = level.median(values, end - current, end);
        double divisor = relative ? Level.divisor(base) : 1;
        history.copyPast(closed, relative, deviations);
        for (int i = 0; i < current; i++) {
            deviations[closed + i] = (values[end - current + i] - base) / divisor;
        }
        int n = closed + current;
        Arrays.sort(deviations, 0, n);
        double deciles = deviations[(int) (0.9 * (n - 1) + 0.5)] - deviations[(int) (0.1 * (n - 1) + 0.5)];
        double floor = relative ? resolution : resolution * history.magnitude();
        spread = Math.max(deciles / DECILES, floor) * divisor;
    }

    /** Whether the median of the newest {@code tail} measurements is away from the level before. */
    boolean worthTesting(RegimeHistory history, int tail) {
        int end = history.offset() + history.length();
        return Math.abs(level.median(history.values(), end - tail, end) - base) >= SMALLEST_MEDIAN * spread;
    }
}
