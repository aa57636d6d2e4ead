package dev.backslide.core.detection.history;

import dev.backslide.core.MetricEvent;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One measurement as the history keeps it. Immutable.
 *
 * @param orderMicros where it belongs: the event's order time, microseconds since 1970-01-01 UTC
 * @param timestampMicros when it was taken, microseconds since 1970-01-01 UTC: the order of those that share an order time
 * @param value in the metric's unit
 * @param eventHash 64-bit hash of the event id; with the order time it tells a duplicate
 * @param commit revision that was measured; null: not known
 * @param spread what the values within the run tell of its noise; null: nothing
 * @since 0.1
 */
public record HistoryPoint(
        long orderMicros,
        long timestampMicros,
        double value,
        long eventHash,
        @Nullable String commit,
        @Nullable RunSpread spread) {

    /** A measurement that says nothing about the values within its run. */
    public HistoryPoint(long orderMicros, long timestampMicros, double value, long eventHash, @Nullable String commit) {
        this(orderMicros, timestampMicros, value, eventHash, commit, null);
    }

    /** What is kept of an event. */
    public static HistoryPoint of(MetricEvent event) {
        return new HistoryPoint(
                micros(event.orderTime()),
                micros(event.timestamp()),
                event.value(),
                StableHash.of(event.eventId()),
                event.run().commit(),
                RunSpread.of(event));
    }

    /** {@link #orderMicros} as an instant. */
    public Instant orderTime() {
        return Instant.EPOCH.plus(orderMicros, ChronoUnit.MICROS);
    }

    /** Whether this belongs before another one; where neither does, the order of arrival counts. */
    boolean isBefore(long otherOrderMicros, long otherTimestampMicros) {
        return orderMicros < otherOrderMicros
                || (orderMicros == otherOrderMicros && timestampMicros < otherTimestampMicros);
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
}
