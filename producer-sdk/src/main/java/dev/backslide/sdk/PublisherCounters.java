package dev.backslide.sdk;

import java.util.Map;

/**
 * Counts of the measurements recorded so far, by outcome: {@code accepted = sent + dropped + pending}, always. Immutable.
 *
 * @param accepted measurements recorded: every call of {@code record}, valid or not
 * @param sent acknowledged by the broker
 * @param pending queued or on their way
 * @param droppedByReason measurements dropped, for every reason
 * @since 0.1
 */
public record PublisherCounters(long accepted, long sent, long pending, Map<DropReason, Long> droppedByReason) {

    public PublisherCounters {
        droppedByReason = Map.copyOf(droppedByReason);
    }

    /** Measurements dropped, for any reason. */
    public long dropped() {
        return droppedByReason.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Measurements dropped for one reason. */
    public long dropped(DropReason reason) {
        return droppedByReason.getOrDefault(reason, 0L);
    }
}
