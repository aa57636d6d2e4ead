package dev.backslide.sdk.internal.pipeline;

import dev.backslide.core.MetricEvent;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicCreator;
import dev.backslide.schemas.TopicSettings;
import dev.backslide.sdk.PublisherSettings;
import dev.backslide.sdk.tracker.StorageException;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The topics of the cluster have other numbers of partitions than the tracker's settings say. */
@ExtendWith(BrokerExtension.class)
class DetectorProgressIT {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final TestBroker broker;
    private final String prefix;

    DetectorProgressIT(TestBroker broker) {
        this.broker = broker;
        this.prefix = broker.uniquePrefix();
    }

    @Test
    void partitionsBeyondTheSettings_areWaitedFor() throws Exception {
        TopicPartition last = send(12);
        try (DetectorProgress progress = progress()) {
            assertThatThrownBy(() -> progress.awaitNothingLeft(PATIENCE))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("1 records are left");

            judged(last);
            progress.awaitNothingLeft(PATIENCE);
        }
    }

    @Test
    void partitionsThatAreNotThere_areNotAskedFor() throws Exception {
        judged(send(1));
        try (DetectorProgress progress = progress()) {
            progress.awaitNothingLeft(PATIENCE);
        }
    }

    /** One measurement on the last of so many partitions. */
    private TopicPartition send(int partitions) throws Exception {
        TopicSettings settings = new TopicSettings(prefix, partitions, (short) 1);
        TopicCatalogue topics = TopicCatalogue.of(settings, Map.of());
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(config)) {
            TopicCreator.create(admin, topics, Duration.ofSeconds(30));
        }
        MetricEvent event =
                MetricEvent.builder("m", "n", 1, "ms").timestamp(Instant.EPOCH).build();
        try (KafkaProducer<String, MetricEvent> producer = new KafkaProducer<>(
                config,
                topics.metrics().keySerde().serializer(),
                topics.metrics().valueSerde().serializer())) {
            producer.send(new ProducerRecord<>(topics.metrics().name(), partitions - 1, "m:n", event))
                    .get(30, TimeUnit.SECONDS);
        }
        return new TopicPartition(topics.metrics().name(), partitions - 1);
    }

    private void judged(TopicPartition partition) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.alterConsumerGroupOffsets(prefix + "-detector", Map.of(partition, new OffsetAndMetadata(1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private DetectorProgress progress() {
        PublisherSettings settings = PublisherSettings.builder(broker.bootstrapServers())
                .topics(TopicSettings.DEFAULT.withPrefix(prefix))
                .build();
        assertThat(settings.topics().partitions()).isEqualTo(4);
        return new DetectorProgress(settings);
    }
}
