package dev.backslide.core.statistics;

import org.jspecify.annotations.Nullable;

/**
 * The specification's arithmetic of change. Thread-safe.
 *
 * @since 0.1
 */
public final class ChangePercent {

    private ChangePercent() {}

    /** {@code (current - previous) / |previous| * 100}, finite; null where previous is 0. */
    public static @Nullable Double of(double previous, double current) {
        if (previous == 0) {
            return null;
        }
        double difference = current - previous;
        double percent = Double.isInfinite(difference)
                ? (current / 2 - previous / 2) / Math.abs(previous) * 200
                : difference / Math.abs(previous) * 100;
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, percent));
    }
}
