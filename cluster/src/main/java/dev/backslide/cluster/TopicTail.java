package dev.backslide.cluster;

import dev.backslide.schemas.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.SerializationException;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;

/**
 * What is appended to a topic from a moment on, read when asked for: every committed record at least once, in order within a
 * partition. Not thread-safe.
 */
public final class TopicTail<V> {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Cluster cluster;
    private final Topic<String, V> topic;
    private final Map<TopicPartition, Long> next;

    /**
     * Notes where the topic ends now.
     *
     * @throws KafkaException when the broker does not answer or has no such topic
     */
    public TopicTail(Cluster cluster, Topic<String, V> topic) {
        this.cluster = cluster;
        this.topic = topic;
        this.next = new HashMap<>(ends());
    }

    /** The same, from a number of records before the end of each partition; what is not there any more is left out. */
    public static <V> TopicTail<V> newest(Cluster cluster, Topic<String, V> topic, int count) {
        TopicTail<V> tail = new TopicTail<>(cluster, topic);
        tail.next.replaceAll((partition, end) -> Math.max(0, end - count));
        return tail;
    }

    /**
     * Reads on, to where the topic ends at this moment; what stands in a transaction is waited for.
     *
     * @param deadline of {@link System#nanoTime}
     * @param reader told key and value; what cannot be read is passed over, the detector has it among its dead letters
     * @return false: the deadline passed before
     * @throws KafkaException when the broker does not answer
     */
    public boolean read(long deadline, BiConsumer<String, V> reader) {
        Map<TopicPartition, Long> ends = ends();
        try (Consumer<String, byte[]> consumer = cluster.consumer()) {
            consumer.assign(next.keySet());
            next.forEach(consumer::seek);
            while (isBehind(ends)) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                consumer.poll(POLL).forEach(found -> hand(found, reader));
                next.replaceAll((partition, offset) -> consumer.position(partition));
            }
        }
        return true;
    }

    private boolean isBehind(Map<TopicPartition, Long> ends) {
        return next.entrySet().stream()
                .anyMatch(position -> position.getValue() < ends.getOrDefault(position.getKey(), 0L));
    }

    private void hand(ConsumerRecord<String, byte[]> found, BiConsumer<String, V> reader) {
        try {
            V value = found.value() == null
                    ? null
                    : topic.valueSerde().deserializer().deserialize(topic.name(), found.value());
            if (found.key() != null && value != null) {
                reader.accept(found.key(), value);
            }
        } catch (SerializationException e) {
            System.getLogger(TopicTail.class.getName()).log(System.Logger.Level.DEBUG, "a record cannot be read", e);
        }
    }

    /** The end of each partition, open transactions included. */
    private Map<TopicPartition, Long> ends() {
        Admin admin = cluster.admin();
        Map<String, TopicDescription> found =
                get(admin.describeTopics(List.of(topic.name())).allTopicNames());
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        found.values()
                .forEach(description -> description.partitions().stream()
                        .map(TopicPartitionInfo::partition)
                        .forEach(number -> latest.put(new TopicPartition(topic.name(), number), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> offsets =
                get(admin.listOffsets(latest).all());
        offsets.forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }

    private <R> R get(KafkaFuture<R> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException("topic " + topic.name() + " cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
