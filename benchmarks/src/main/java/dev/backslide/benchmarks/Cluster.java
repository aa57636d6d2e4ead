package dev.backslide.benchmarks;

import dev.backslide.broker.BrokerSettings;
import dev.backslide.broker.EmbeddedBroker;
import dev.backslide.core.MetricEvent;
import dev.backslide.schemas.Topic;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicCreator;
import dev.backslide.schemas.TopicSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The one broker of a run, its topics, and how far a group has come. Thread-safe. */
final class Cluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LINGER_MS = 20;

    private final EmbeddedBroker broker;
    private final Admin admin;

    private Cluster(EmbeddedBroker broker, Admin admin) {
        this.broker = broker;
        this.admin = admin;
    }

    static Cluster start(Path folder) {
        EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
        return new Cluster(
                broker, Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers())));
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    TopicCatalogue catalogue(TopicSettings settings) {
        TopicCatalogue topics = TopicCatalogue.of(settings, Map.of());
        TopicCreator.create(admin, topics, PATIENCE);
        return topics;
    }

    void createTopic(String name, int partitions) throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all()
                .get();
    }

    /** Writes a workload as any producer would: keyed by series, batched. */
    void fill(Topic<String, MetricEvent> topic, Workload workload) {
        Map<String, Object> config = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                LINGER_MS,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4");
        try (KafkaProducer<String, MetricEvent> producer = new KafkaProducer<>(
                config, topic.keySerde().serializer(), topic.valueSerde().serializer())) {
            for (int i = 0; i < workload.events(); i++) {
                MetricEvent event = workload.event(i);
                var unused = producer.send(
                        new ProducerRecord<>(topic.name(), event.metricKey().toString(), event));
            }
        }
    }

    /** Input records that a group has committed. */
    long committed(String group, String topic) throws InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
                    .map(Map.Entry::getValue)
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        } catch (ExecutionException e) {
            return 0; // the group does not exist yet
        }
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
