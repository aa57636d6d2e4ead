package dev.backslide.core;

import org.jspecify.annotations.Nullable;

/** The specification's moving-average trend: the newest five measurements against the five before. Stateless. */
public final class Trend {

    private static final int WINDOW = 5;

    private Trend() {}

    /**
     * Mean of the last 5 against the mean of the 5 before, as a percentage of the older one.
     *
     * @param values in order, the newest last
     * @return null when there are fewer than 10, or the older mean is 0
     */
    public static @Nullable Double percent(double[] values) {
        if (values.length < 2 * WINDOW) {
            return null;
        }
        double older = mean(values, values.length - 2 * WINDOW);
        double newer = mean(values, values.length - WINDOW);
        return older == 0 ? null : (newer - older) / Math.abs(older) * 100;
    }

    private static double mean(double[] values, int from) {
        double mean = 0;
        for (int i = from; i < from + WINDOW; i++) {
            mean += values[i] / WINDOW;
        }
        return mean;
    }
}
