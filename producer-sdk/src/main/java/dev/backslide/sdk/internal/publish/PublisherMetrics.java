package dev.backslide.sdk.internal.publish;

import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.PublisherCounters;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts what became of measurements, without contention between recording threads. Thread-safe. */
public final class PublisherMetrics {

    private final LongAdder accepted = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);

    public PublisherMetrics() {
        for (DropReason reason : DropReason.values()) {
            dropped.put(reason, new LongAdder());
        }
    }

    public void accepted() {
        accepted.increment();
    }

    void sent() {
        sent.increment();
    }

    public void dropped(DropReason reason) {
        Objects.requireNonNull(dropped.get(reason)).increment();
    }

    /**
     * What is settled is read before what was accepted: each settled measurement was accepted earlier, so pending is never
     * negative and the sum holds while other threads count on.
     */
    public PublisherCounters snapshot() {
        long sentNow = sent.sum();
        long settled = sentNow;
        Map<DropReason, Long> droppedNow = new EnumMap<>(DropReason.class);
        for (Map.Entry<DropReason, LongAdder> entry : dropped.entrySet()) {
            long count = entry.getValue().sum();
            droppedNow.put(entry.getKey(), count);
            settled += count;
        }
        long acceptedNow = accepted.sum();
        return new PublisherCounters(acceptedNow, sentNow, acceptedNow - settled, droppedNow);
    }
}
