package dev.backslide.core.statistics;

import org.jspecify.annotations.Nullable;

/**
 * The specification's moving-average trend: the newest five measurements against the five before. Thread-safe.
 *
 * @since 0.1
 */
public final class Trend {

    /** Measurements in each of the two averages. */
    public static final int WINDOW = 5;

    private Trend() {}

    /**
     * {@code (recent - older) / |older| * 100}, where both are means of {@link #WINDOW} measurements.
     *
     * @param values of one series, oldest first, finite
     * @return signed percentage, finite; null where there are fewer than ten measurements, or the older mean is 0
     */
    public static @Nullable Double percent(double[] values) {
        if (values.length < 2 * WINDOW) {
            return null;
        }
        double recent = mean(values, values.length - WINDOW);
        double older = mean(values, values.length - 2 * WINDOW);
        return ChangePercent.of(older, recent);
    }

    /** Divides before it adds: five of the largest numbers still have a mean. */
    private static double mean(double[] values, int from) {
        double mean = 0;
        for (int i = from; i < from + WINDOW; i++) {
            mean += values[i] / WINDOW;
        }
        return mean;
    }
}
