package dev.backslide.sdk;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Verdict;
import dev.backslide.schemas.Topic;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicCreator;
import dev.backslide.schemas.TopicSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** The product's topics under one prefix, read and written by plain clients. */
record Topics(String bootstrapServers, TopicSettings settings, TopicCatalogue catalogue) {

    static Topics create(String bootstrapServers, String prefix) {
        TopicSettings settings = TopicSettings.DEFAULT.withPrefix(prefix);
        TopicCatalogue catalogue = TopicCatalogue.of(settings, Map.of());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            TopicCreator.create(admin, catalogue, Duration.ofSeconds(30));
        }
        return new Topics(bootstrapServers, settings, catalogue);
    }

    PublisherSettingsBuilder publisher() {
        return PublisherSettings.builder(bootstrapServers).topics(settings);
    }

    /** All there is on the metrics topic now. */
    List<ConsumerRecord<String, MetricEvent>> metrics() {
        Topic<String, MetricEvent> topic = catalogue.metrics();
        List<ConsumerRecord<String, MetricEvent>> found = new ArrayList<>();
        try (KafkaConsumer<String, MetricEvent> consumer = consumer(topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            consumer.seekToBeginning(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    <V> KafkaConsumer<String, V> consumer(Topic<String, V> topic) {
        KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
                topic.keySerde().deserializer(),
                topic.valueSerde().deserializer());
        consumer.assign(consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        return consumer;
    }

    void awaitMetrics(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> metrics().size() >= count);
    }

    /** Idempotent and transactional producers whose state the broker keeps for the metrics topic. */
    int producersKnownToBroker() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<TopicPartition> partitions = IntStream.range(0, settings.partitions())
                    .mapToObj(
                            partition -> new TopicPartition(catalogue.metrics().name(), partition))
                    .toList();
            return admin.describeProducers(partitions).all().get(30, TimeUnit.SECONDS).values().stream()
                    .mapToInt(state -> state.activeProducers().size())
                    .sum();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    KafkaProducer<String, MetricVerdict> verdictProducer(Map<String, Object> overrides) {
        Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", bootstrapServers));
        config.putAll(overrides);
        return new KafkaProducer<>(
                config,
                catalogue.verdicts().keySerde().serializer(),
                catalogue.verdicts().valueSerde().serializer());
    }

    /** Sends without waiting for the broker. */
    @SuppressWarnings("FutureReturnValueIgnored") // a verdict that is not delivered fails the test by its absence
    void answer(
            KafkaProducer<String, MetricVerdict> producer,
            String eventId,
            String seriesKey,
            Verdict verdict,
            String reason) {
        producer.send(answer(eventId, seriesKey, verdict, reason));
    }

    ProducerRecord<String, MetricVerdict> answer(String eventId, String seriesKey, Verdict verdict, String reason) {
        return new ProducerRecord<>(
                catalogue.verdicts().name(),
                seriesKey,
                MetricVerdict.builder()
                        .eventId(eventId)
                        .seriesKey(seriesKey)
                        .verdict(verdict)
                        .direction(Direction.LOWER_IS_BETTER)
                        .value(1)
                        .unit("ms")
                        .thresholdPercent(5)
                        .timestamp(Instant.EPOCH)
                        .reason(reason)
                        .build());
    }
}
