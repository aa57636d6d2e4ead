package dev.backslide.sdk.internal.publish;

import dev.backslide.core.MetricVerdict;

import java.util.concurrent.CompletableFuture;

/**
 * One caller's wait for the verdict of one event. The caller reads {@code verdict} and cancels it when its time is up; all else
 * is the reading thread's.
 */
final class VerdictWait {

    private final String eventId;
    private final String seriesKey;
    private final CompletableFuture<MetricVerdict> verdict = new CompletableFuture<>();
    private long fromOffset;

    VerdictWait(String eventId, String seriesKey) {
        this.eventId = eventId;
        this.seriesKey = seriesKey;
    }

    String eventId() {
        return eventId;
    }

    String seriesKey() {
        return seriesKey;
    }

    CompletableFuture<MetricVerdict> verdict() {
        return verdict;
    }

    /** The answer stands in the series' partition, no earlier than at this offset. */
    void startsAt(long offset) {
        this.fromOffset = offset;
    }

    /** Offers a verdict of this event; what was there before the request is no answer to it. */
    void offer(long offset, MetricVerdict answer) {
        if (offset >= fromOffset) {
            verdict.complete(answer);
        }
    }
}
