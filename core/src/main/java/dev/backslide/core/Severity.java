package dev.backslide.core;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * How bad a regression is, from mild to severe. The order is meaningful. Immutable.
 *
 * @since 0.1
 */
public enum Severity {
    /** A change that the statistics confirm and that stays under the threshold. */
    INFO,
    /** Worse by more than the threshold. */
    WARNING,
    /** Worse by more than twice the threshold. */
    CRITICAL;

    /**
     * How bad a change for the worse is; null when it is within the threshold.
     *
     * @param worse by how many percent
     * @param thresholdPercent that it may be
     */
    public static @Nullable Severity of(double worse, double thresholdPercent) {
        if (worse > 2 * thresholdPercent) {
            return CRITICAL;
        }
        return worse > thresholdPercent ? WARNING : null;
    }

    /** The specification's spelling: {@code info}, {@code warning}, {@code critical}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The more severe of the two. */
    public Severity max(Severity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
