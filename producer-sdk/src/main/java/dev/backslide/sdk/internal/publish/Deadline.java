package dev.backslide.sdk.internal.publish;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A point in monotonic time, and when the wait for it began. Both in nanoseconds of {@link System#nanoTime}. Immutable. */
public record Deadline(long startedNanos, long atNanos) {

    private static final Duration LONGEST = Duration.ofDays(365);

    /** That far from now; what is negative is now, what is over a year is a year. */
    public static Deadline in(Duration timeout) {
        long now = System.nanoTime();
        Duration bounded = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout.isNegative() ? Duration.ZERO : timeout;
        return new Deadline(now, now + bounded.toNanos());
    }

    public long remainingNanos() {
        return Math.max(0, atNanos - System.nanoTime());
    }

    /** Rounded up, so that whoever waits for it does not return a moment early. */
    long remainingMillis() {
        return TimeUnit.NANOSECONDS.toMillis(remainingNanos() + TimeUnit.MILLISECONDS.toNanos(1) - 1);
    }

    Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}
