package dev.backslide.testkit;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads what is committed on one topic, from its beginning. Not thread-safe. */
public final class TopicReader<K, V> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<K, V> consumer;
    private final List<ConsumerRecord<K, V>> records = new ArrayList<>();

    private TopicReader(KafkaConsumer<K, V> consumer) {
        this.consumer = consumer;
    }

    /** Starts at the beginning of every partition; the topic may be created later. */
    public static <K, V> TopicReader<K, V> open(
            String bootstrapServers, String topic, int partitions, Serde<K> keySerde, Serde<V> valueSerde) {
        KafkaConsumer<K, V> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                keySerde.deserializer(),
                valueSerde.deserializer());
        consumer.assign(IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList());
        return new TopicReader<>(consumer);
    }

    /** Waits until there are at least so many, and returns all there are. */
    public List<ConsumerRecord<K, V>> awaitRecords(int count, Duration patience) {
        Awaitility.await("at least " + count + " records").atMost(patience).until(() -> {
            poll();
            return records.size() >= count;
        });
        return List.copyOf(records);
    }

    /** Waits until there are at least so many, and returns the values of all there are. */
    public List<V> awaitValues(int count, Duration patience) {
        return awaitRecords(count, patience).stream().map(ConsumerRecord::value).toList();
    }

    /** The values of all there are now. */
    public List<V> values() {
        poll();
        return records.stream().map(ConsumerRecord::value).toList();
    }

    private void poll() {
        consumer.poll(POLL).forEach(records::add);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
