package dev.backslide.core.detection.history;

import java.time.Duration;

/**
 * How much of a series is kept for judging: by count first, by age second. Immutable.
 *
 * @param maxCount newest measurements kept, 256 to 100,000; default 300
 * @param maxAge measurements older than this before the newest are dropped; at least a day, default 7,300 days
 * @since 0.1
 */
public record HistoryLimits(int maxCount, Duration maxAge) {

    /** 300 measurements, 20 years. */
    public static final HistoryLimits DEFAULT = new HistoryLimits(300, Duration.ofDays(7_300));

    /** What the change-point detector needs, rounded up. */
    private static final int MIN_COUNT = 256;

    public HistoryLimits {
        if (maxCount < MIN_COUNT || maxCount > 100_000) {
            throw new IllegalArgumentException(
                    "history count was '" + maxCount + "' but it must be " + MIN_COUNT + " to 100000");
        }
        if (maxAge.compareTo(Duration.ofDays(1)) < 0 || maxAge.compareTo(Duration.ofDays(36_500)) > 0) {
            throw new IllegalArgumentException("history age was '" + maxAge + "' but it must be 1 to 36500 days");
        }
    }

    long maxAgeMicros() {
        return maxAge.toMillis() * 1_000;
    }
}
