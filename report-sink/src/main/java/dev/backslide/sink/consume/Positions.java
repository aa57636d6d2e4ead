package dev.backslide.sink.consume;

import dev.backslide.sink.status.TopicProgress;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What has been stored of each partition, and how much is still to come. Thread-safe. */
public final class Positions {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final List<String> topics;
    private final Map<String, LongAdder> consumed;
    private final Map<TopicPartition, Long> stored = new ConcurrentHashMap<>();

    public Positions(List<String> topics) {
        this.topics = topics;
        this.consumed = topics.stream().collect(Collectors.toMap(Function.identity(), topic -> new LongAdder()));
    }

    /** Notes where reading starts. */
    public void start(Map<TopicPartition, Long> starts) {
        stored.putAll(starts);
    }

    /** Notes, after everything polled is stored, where the consumer is: past the markers of transactions too. */
    void note(Consumer<?, ?> consumer) {
        Set<TopicPartition> assigned = consumer.assignment();
        stored.keySet().retainAll(assigned);
        for (TopicPartition partition : assigned) {
            stored.put(partition, consumer.position(partition));
        }
    }

    public void consumed(String topic, long records) {
        Objects.requireNonNull(consumed.get(topic)).add(records);
    }

    /** Records stored or skipped, by topic. */
    public Map<String, Long> consumed() {
        Map<String, Long> counts = new LinkedHashMap<>();
        topics.forEach(topic ->
                counts.put(topic, Objects.requireNonNull(consumed.get(topic)).sum()));
        return counts;
    }

    /** @throws KafkaException when the broker does not answer within 10 s */
    public List<TopicProgress> progress(Admin admin) {
        return progress(admin, TIMEOUT);
    }

    /** @throws KafkaException when the broker does not answer in time */
    public List<TopicProgress> progress(Admin admin, Duration timeout) {
        Map<TopicPartition, Long> ends = ends(admin, IsolationLevel.READ_COMMITTED, timeout);
        List<TopicProgress> progress = new ArrayList<>();
        for (String topic : topics) {
            long lag = ends.entrySet().stream()
                    .filter(end -> end.getKey().topic().equals(topic))
                    .mapToLong(end -> Math.max(0, end.getValue() - stored.getOrDefault(end.getKey(), 0L)))
                    .sum();
            progress.add(new TopicProgress(
                    topic, Objects.requireNonNull(consumed.get(topic)).sum(), lag));
        }
        return progress;
    }

    /** The first offset of each partition that is not yet stored. */
    public Map<TopicPartition, Long> stored() {
        return Map.copyOf(stored);
    }

    /**
     * Where each partition ends.
     *
     * @throws KafkaException when the broker does not answer in time
     */
    public Map<TopicPartition, Long> ends(Admin admin, IsolationLevel level, Duration timeout) {
        Map<TopicPartition, OffsetSpec> latest =
                stored.keySet().stream().collect(Collectors.toMap(Function.identity(), key -> OffsetSpec.latest()));
        try {
            return admin
                    .listOffsets(latest, new ListOffsetsOptions(level))
                    .all()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset()));
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the broker did not return the ends of its topics: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
