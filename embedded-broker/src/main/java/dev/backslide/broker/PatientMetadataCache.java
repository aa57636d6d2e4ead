package dev.backslide.broker;

import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.server.common.KRaftVersion;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells a partition without a leader from a partition that there is none of. Kafka 4.3.1 answers both alike (KAFKA-20734), and its
 * transaction coordinator, which looks while a crashed broker comes up, takes the first for the second: it skips the partition's
 * commit marker, and nobody reads past that transaction ever again. With {@link Node#noNode()} it asks again until there is a
 * leader. Thread-safe.
 */
final class PatientMetadataCache extends KRaftMetadataCache {

    PatientMetadataCache(int nodeId, Supplier<KRaftVersion> kraftVersion) {
        super(nodeId, kraftVersion);
    }

    @Override
    public Optional<Node> getPartitionLeaderEndpoint(String topic, int partition, ListenerName listener) {
        Optional<Node> leader = super.getPartitionLeaderEndpoint(topic, partition, listener);
        return leader.isEmpty() && contains(new TopicPartition(topic, partition)) ? Optional.of(Node.noNode()) : leader;
    }
}
