package dev.backslide.cli;

import dev.backslide.core.MetricEvent;
import dev.backslide.sdk.VerdictOutcome;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Publishes many measurements, never more at once than the publisher takes. Not thread-safe. */
final class Bulk {

    /** Below the publisher's queue capacity. */
    private static final int CHUNK = 2_000;

    private final Publishing publishing;

    Bulk(Publishing publishing) {
        this.publishing = publishing;
    }

    /** @throws CommandFailure unless the broker acknowledged every one */
    void record(List<MetricEvent> events) {
        for (List<MetricEvent> chunk : chunks(events)) {
            chunk.forEach(publishing.publisher()::record);
            publishing.requireDelivered();
        }
    }

    /** Outcomes in the events' order, by one deadline for all. */
    List<VerdictOutcome> recordAndAwait(List<MetricEvent> events, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<VerdictOutcome> outcomes = new ArrayList<>();
        for (List<MetricEvent> chunk : chunks(events)) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            outcomes.addAll(publishing.publisher().recordAndAwaitAll(chunk, left));
        }
        return outcomes;
    }

    private static List<List<MetricEvent>> chunks(List<MetricEvent> events) {
        List<List<MetricEvent>> chunks = new ArrayList<>();
        for (int start = 0; start < events.size(); start += CHUNK) {
            chunks.add(events.subList(start, Math.min(events.size(), start + CHUNK)));
        }
        return chunks;
    }
}
