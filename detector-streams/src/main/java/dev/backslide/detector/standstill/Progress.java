package dev.backslide.detector.standstill;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** When something moved last: a batch was restored, offsets were committed, a state or a fault changed. Thread-safe. */
public final class Progress implements StateRestoreListener {

    /** What a store has restored of what its changelog holds, in records. */
    private record Restored(long done, long total) {}

    private final Map<TopicPartition, Restored> restoring = new HashMap<>();
    private long movedNanos = System.nanoTime();
    private long mark;

    /** Something moved. */
    public synchronized void moved() {
        movedNanos = System.nanoTime();
    }

    /** Something moved if this number is another one than the last time. */
    public synchronized void observe(long newMark) {
        if (newMark != mark) {
            mark = newMark;
            moved();
        }
    }

    /** For how long nothing has moved. */
    public synchronized Duration standstill() {
        return Duration.ofNanos(System.nanoTime() - movedNanos);
    }

    /** How far the restoring of the state is; empty while there is none. */
    public synchronized Optional<String> restoring() {
        if (restoring.isEmpty()) {
            return Optional.empty();
        }
        long done = restoring.values().stream().mapToLong(Restored::done).sum();
        long total = restoring.values().stream().mapToLong(Restored::total).sum();
        return Optional.of(String.format(Locale.ROOT, "%,d of %,d records of its state restored", done, total));
    }

    @Override
    public synchronized void onRestoreStart(TopicPartition partition, String store, long start, long end) {
        restoring.put(partition, new Restored(0, end - start));
        moved();
    }

    @Override
    public synchronized void onBatchRestored(TopicPartition partition, String store, long batchEnd, long count) {
        restoring.computeIfPresent(partition, (one, so) -> new Restored(so.done() + count, so.total()));
        if (count > 0) {
            moved();
        }
    }

    @Override
    public synchronized void onRestoreEnd(TopicPartition partition, String store, long total) {
        restoring.remove(partition);
        moved();
    }

    @Override
    public synchronized void onRestoreSuspended(TopicPartition partition, String store, long total) {
        restoring.remove(partition);
        moved();
    }
}
