package dev.backslide.sink.consume;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Whether what waits to be stored gets less: a partition that stands still while records wait in it is stuck. Not thread-safe. */
public final class LagWatch {

    private final Duration patience;
    private final Map<TopicPartition, Moved> partitions = new HashMap<>();

    /** @param patience how long a partition may stand still */
    public LagWatch(Duration patience) {
        this.patience = patience;
    }

    private record Moved(long stored, Instant at) {}

    /**
     * Looks at how far each partition is.
     *
     * @param stored first offset that is not yet stored
     * @param ends end of what can be read
     * @return what is wrong and what to do, one sentence; null: nothing is
     */
    public @Nullable String look(Map<TopicPartition, Long> stored, Map<TopicPartition, Long> ends, Instant now) {
        partitions.keySet().retainAll(stored.keySet());
        stored.forEach((partition, offset) -> {
            Moved before = partitions.get(partition);
            boolean waiting = ends.getOrDefault(partition, 0L) > offset;
            if (before == null || before.stored() != offset || !waiting) {
                partitions.put(partition, new Moved(offset, now));
            }
        });
        return partitions.entrySet().stream()
                .filter(one -> Duration.between(one.getValue().at(), now).compareTo(patience) >= 0)
                .min(Comparator.comparing(one -> one.getKey().toString()))
                .map(one -> stuck(one.getKey(), one.getValue(), ends, now))
                .orElse(null);
    }

    private static String stuck(TopicPartition partition, Moved moved, Map<TopicPartition, Long> ends, Instant now) {
        return "nothing of partition " + partition + " was stored for "
                + Duration.between(moved.at(), now).toSeconds() + " s while "
                + (ends.getOrDefault(partition, moved.stored()) - moved.stored())
                + " records wait in it; see the log, and start the sink again";
    }
}
