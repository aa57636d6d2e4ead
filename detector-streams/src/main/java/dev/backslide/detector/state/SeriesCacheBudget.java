package dev.backslide.detector.state;

import java.util.concurrent.atomic.AtomicInteger;

/** The heap that the hot series of a detector may hold together: each of its tasks has an equal share. Thread-safe. */
public final class SeriesCacheBudget {

    private final long bytes;
    private final AtomicInteger tasks = new AtomicInteger();

    /** @param heapPercent share of the largest heap that this process may have */
    public SeriesCacheBudget(int heapPercent) {
        this(Runtime.getRuntime().maxMemory(), heapPercent);
    }

    public SeriesCacheBudget(long heapBytes, int heapPercent) {
        this.bytes = heapBytes / 100 * heapPercent;
    }

    /** A task starts to keep series. */
    void join() {
        tasks.incrementAndGet();
    }

    /** A task has dropped its series. */
    void leave() {
        tasks.decrementAndGet();
    }

    /** What one task may hold, in bytes. */
    long share() {
        return bytes / Math.max(1, tasks.get());
    }
}
