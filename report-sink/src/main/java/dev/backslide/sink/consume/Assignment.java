package dev.backslide.sink.consume;

import dev.backslide.sink.store.row.NextOffset;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Every partition of the topics, each to be read from where the store says. A store holds all there is, so there is no group
 * to share partitions with, nor a rebalance to wait for after a crash. Not thread-safe: the consumer's thread only.
 */
public final class Assignment {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Admin admin;
    private final Collection<String> topics;
    private final Map<TopicPartition, NextOffset> stored;
    private Map<TopicPartition, Uuid> assigned = Map.of();

    public Assignment(Admin admin, Collection<String> topics, List<NextOffset> stored) {
        this.admin = admin;
        this.topics = topics;
        this.stored = stored.stream().collect(Collectors.toMap(NextOffset::partition, next -> next));
    }

    /**
     * Assigns partitions that are new, or of a topic that was deleted and made anew; others go on where they are.
     *
     * @throws KafkaException when the broker does not answer
     */
    public void refresh(Consumer<?, ?> consumer) {
        Map<TopicPartition, Uuid> found = describe();
        if (found.equals(assigned)) {
            return;
        }
        Map<TopicPartition, Uuid> before = assigned;
        consumer.assign(found.keySet());
        found.forEach((partition, topicId) -> {
            if (!topicId.equals(before.get(partition))) {
                seek(consumer, partition, topicId);
            }
        });
        assigned = found;
    }

    /** Where to go on after all that was polled. */
    List<NextOffset> positions(Consumer<?, ?> consumer, Set<TopicPartition> polled) {
        return polled.stream()
                .map(partition -> new NextOffset(
                        partition, assigned.getOrDefault(partition, Uuid.ZERO_UUID), consumer.position(partition)))
                .toList();
    }

    /** Where each assigned partition is read from at first; 0 where the store knows nothing. */
    public Map<TopicPartition, Long> starts() {
        return assigned.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, found -> {
            NextOffset next = stored.get(found.getKey());
            return next != null && next.topicId().equals(found.getValue()) ? next.offset() : 0L;
        }));
    }

    private void seek(Consumer<?, ?> consumer, TopicPartition partition, Uuid topicId) {
        NextOffset next = stored.get(partition);
        if (next != null && next.topicId().equals(topicId)) {
            consumer.seek(partition, next.offset());
        } else {
            consumer.seekToBeginning(List.of(partition));
        }
    }

    private Map<TopicPartition, Uuid> describe() {
        Map<TopicPartition, Uuid> found = new HashMap<>();
        try {
            Map<String, TopicDescription> descriptions =
                    admin.describeTopics(topics).allTopicNames().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            for (TopicDescription topic : descriptions.values()) {
                for (TopicPartitionInfo partition : topic.partitions()) {
                    found.put(new TopicPartition(topic.name(), partition.partition()), topic.topicId());
                }
            }
            return found;
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("topics " + topics + " cannot be looked up: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
