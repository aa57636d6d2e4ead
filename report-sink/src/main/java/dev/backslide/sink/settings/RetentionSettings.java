package dev.backslide.sink.settings;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Which measurements the store keeps by itself: those that meet both conditions. Alerts stay for ever. Immutable.
 *
 * @param keep newest measurements of each series that stay, at least 1; null: no matter how many
 * @param maxAge older measurements are dropped, above 0 and at most 100 years of 365 days; null: no matter how old
 */
public record RetentionSettings(
        @Nullable Integer keep, @Nullable Duration maxAge) {

    /** Everything stays. */
    public static final RetentionSettings EVERYTHING = new RetentionSettings(null, null);

    private static final Duration LONGEST = Duration.ofDays(36_500);

    public RetentionSettings {
        if (keep != null && keep < 1) {
            throw new IllegalArgumentException("keep was " + keep + " but it must be at least 1");
        }
        if (maxAge != null && (maxAge.isNegative() || maxAge.isZero() || maxAge.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException(
                    "max age was " + maxAge.toDays() + " days but it must be above 0 and at most " + LONGEST.toDays());
        }
    }

    public boolean dropsAnything() {
        return keep != null || maxAge != null;
    }
}
