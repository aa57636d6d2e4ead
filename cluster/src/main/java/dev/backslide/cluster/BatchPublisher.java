package dev.backslide.cluster;

import dev.backslide.core.MetricEvent;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Publishes any number of measurements, a chunk at a time. Not thread-safe. */
public final class BatchPublisher {

    /** Below the publisher's queue capacity. */
    private static final int CHUNK = 2_000;

    /** A few megabytes: one measurement may carry 10,000. */
    private static final int CHUNK_SAMPLES = 100_000;

    private final ReportingPublisher publishing;
    private final @Nullable Duration wait;
    private Duration waited = Duration.ZERO;

    /** @param wait for the verdicts, in all; null: not at all */
    public BatchPublisher(ReportingPublisher publishing, @Nullable Duration wait) {
        this.publishing = publishing;
        this.wait = wait;
    }

    /** Whether so many measurements with so many samples are to be published before another one is added. */
    public static boolean isFull(int measurements, long samples) {
        return measurements >= CHUNK || samples >= CHUNK_SAMPLES;
    }

    /**
     * Publishes a chunk, and returns once the broker has it or the verdicts are there, in the events' order.
     *
     * @throws ClusterException where nobody waits for verdicts and the broker did not acknowledge every one
     */
    public List<VerdictOutcome> publish(List<MetricEvent> chunk) {
        if (wait == null) {
            chunk.forEach(publishing.publisher()::record);
            publishing.requireDelivered();
            return Collections.nCopies(
                    chunk.size(), new NoneCame(true, "the command did not wait for a verdict", Duration.ZERO));
        }
        long started = System.nanoTime();
        Duration left = wait.minus(waited);
        List<VerdictOutcome> outcomes = publishing
                .publisher()
                .recordAndAwaitAll(chunk, left.isNegative() || left.isZero() ? Duration.ofNanos(1) : left);
        waited = waited.plusNanos(System.nanoTime() - started);
        return outcomes;
    }
}
