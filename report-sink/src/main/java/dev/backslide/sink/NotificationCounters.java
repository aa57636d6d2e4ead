package dev.backslide.sink;

import java.util.concurrent.atomic.AtomicLong;

/** What became of one receiver's notifications since the sink started. Thread-safe. */
final class NotificationCounters {

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    void sent() {
        sent.incrementAndGet();
    }

    void failed() {
        failed.incrementAndGet();
    }

    /** @return how many were dropped so far, this one included */
    long dropped() {
        return dropped.incrementAndGet();
    }

    long sentCount() {
        return sent.get();
    }

    long failedCount() {
        return failed.get();
    }

    long droppedCount() {
        return dropped.get();
    }
}
