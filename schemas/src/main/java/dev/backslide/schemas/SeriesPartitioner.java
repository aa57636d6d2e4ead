package dev.backslide.schemas;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

import java.nio.charset.StandardCharsets;

/**
 * Where a series lives: the partition that Kafka's default partitioner gives its key. Thread-safe.
 *
 * @since 0.1
 */
public final class SeriesPartitioner {

    private SeriesPartitioner() {}

    /**
     * The partition of a series.
     *
     * @param seriesKey canonical text of the series key
     * @param partitions of the topic, at least 1
     */
    public static int partitionOf(String seriesKey, int partitions) {
        return BuiltInPartitioner.partitionForKey(seriesKey.getBytes(StandardCharsets.UTF_8), partitions);
    }
}
