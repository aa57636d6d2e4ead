package dev.backslide.schemas;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Serde;

import java.util.Map;

/**
 * One topic of the product. Immutable; the serdes are thread-safe.
 *
 * @param name full name with prefix
 * @param partitions number of partitions it is created with
 * @param replicationFactor copies of each partition it is created with
 * @param config topic settings it is created with
 * @param keySerde of record keys
 * @param valueSerde of record values
 * @since 0.1
 */
public record Topic<K, V>(
        String name,
        int partitions,
        short replicationFactor,
        Map<String, String> config,
        Serde<K> keySerde,
        Serde<V> valueSerde) {

    public Topic {
        config = Map.copyOf(config);
    }

    NewTopic toNewTopic() {
        return new NewTopic(name, partitions, replicationFactor).configs(config);
    }
}
