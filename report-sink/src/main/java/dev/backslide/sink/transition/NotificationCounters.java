package dev.backslide.sink.transition;

import java.util.concurrent.atomic.AtomicLong;

/** What became of one receiver's notifications since the sink started. Thread-safe. */
public final class NotificationCounters {

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    public void sent() {
        sent.incrementAndGet();
    }

    public void failed() {
        failed.incrementAndGet();
    }

    /** @return how many were dropped so far, this one included */
    public long dropped() {
        return dropped.incrementAndGet();
    }

    public long sentCount() {
        return sent.get();
    }

    public long failedCount() {
        return failed.get();
    }

    public long droppedCount() {
        return dropped.get();
    }
}
