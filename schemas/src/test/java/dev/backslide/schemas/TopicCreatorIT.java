package dev.backslide.schemas;

import dev.backslide.broker.BrokerSettings;
import dev.backslide.broker.EmbeddedBroker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopicCreatorIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static Admin admin;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void topics_areMadeAsTheCatalogueSays() throws Exception {
        TopicCatalogue topics = catalogue("made", 3);
        TopicCreator.create(admin, topics, PATIENCE);
        Map<String, TopicDescription> described = described(topics);
        assertThat(described)
                .hasSize(topics.all().size())
                .containsKeys("made.metrics", "made.verdicts", "made.alerts", "made.stats", "made.dead-letters");
        assertThat(described.values())
                .extracting(topic -> topic.name() + " " + topic.partitions().size())
                .contains("made.metrics 3", "made.verdicts 3", "made.dead-letters 1");
        assertThat(settingOf("made.stats", "cleanup.policy")).isEqualTo("compact");
        assertThat(settingOf("made.alerts", "retention.ms")).isEqualTo("-1");
        assertThat(settingOf("made.dead-letters", "max.message.bytes")).isEqualTo("4194304");
    }

    @Test
    void creatingAgain_changesNothing() throws Exception {
        TopicCatalogue topics = catalogue("again", 2);
        TopicCreator.create(admin, topics, PATIENCE);
        Map<String, TopicDescription> made = described(topics);
        ConfigResource alerts = new ConfigResource(ConfigResource.Type.TOPIC, "again.alerts");
        admin.incrementalAlterConfigs(Map.of(
                        alerts,
                        List.of(new AlterConfigOp(
                                new ConfigEntry("retention.ms", "86400000"), AlterConfigOp.OpType.SET))))
                .all()
                .get(30, TimeUnit.SECONDS);

        TopicCreator.create(admin, topics, PATIENCE);

        assertThat(made).hasSize(topics.all().size());
        assertThat(described(topics)).isEqualTo(made);
        assertThat(settingOf("again.alerts", "retention.ms"))
                .as("an operator's setting")
                .isEqualTo("86400000");
    }

    @Test
    void several_atOnce_doNotDisturbEachOther() throws Exception {
        TopicCatalogue topics = catalogue("both", 2);
        int creators = 4;
        CyclicBarrier together = new CyclicBarrier(creators);
        ExecutorService threads = Executors.newFixedThreadPool(creators);
        try {
            List<Callable<Integer>> creations = Collections.nCopies(creators, () -> {
                together.await(30, TimeUnit.SECONDS);
                TopicCreator.create(admin, topics, PATIENCE);
                return described(topics).size();
            });
            for (Future<Integer> creation : threads.invokeAll(creations)) {
                assertThat(creation.get()).isEqualTo(topics.all().size());
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void otherNumberOfPartitions_isNamed() {
        TopicCreator.create(admin, catalogue("mismatch", 2), PATIENCE);
        assertThatThrownBy(() -> TopicCreator.create(admin, catalogue("mismatch", 5), PATIENCE))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("mismatch.metrics has 2 partitions but 5 are configured")
                .hasMessageContaining("set partitions to 2");
    }

    @Test
    void refusal_namesTheTopic() {
        TopicCatalogue topics = TopicCatalogue.of(new TopicSettings("copies", 1, (short) 3), Map.of());
        assertThatThrownBy(() -> TopicCreator.create(admin, topics, PATIENCE))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("topic copies.")
                .hasMessageContaining("could not be created");
    }

    @Test
    void broker_thatDoesNotAnswer_isNamed() {
        try (Admin nobody = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:1"))) {
            assertThatThrownBy(() -> TopicCreator.create(nobody, catalogue("away", 1), Duration.ofMillis(300)))
                    .isInstanceOf(KafkaException.class)
                    .hasMessageContaining("did not answer in time");
        }
    }

    @Test
    void series_livesWhereTheProducerPutsIt() throws Exception {
        TopicCatalogue topics = catalogue("partitioned", 7);
        TopicCreator.create(admin, topics, PATIENCE);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (String key :
                    List.of("m:n", "m:größe{branch=main,host=ci-1}", "api:latency", "x".repeat(700), "🚀:q")) {
                RecordMetadata placed = producer.send(
                                new ProducerRecord<>(topics.metrics().name(), key, ""))
                        .get(30, TimeUnit.SECONDS);
                assertThat(SeriesPartitioner.partitionOf(key, 7)).as(key).isEqualTo(placed.partition());
            }
        }
    }

    private static Map<String, TopicDescription> described(TopicCatalogue topics) throws Exception {
        return admin.describeTopics(topics.all().stream().map(Topic::name).toList())
                .allTopicNames()
                .get(30, TimeUnit.SECONDS);
    }

    private static TopicCatalogue catalogue(String prefix, int partitions) {
        return TopicCatalogue.of(new TopicSettings(prefix, partitions, (short) 1), Map.of());
    }

    private static String settingOf(String topic, String setting) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(List.of(resource)).all().get(30, TimeUnit.SECONDS);
        return Objects.requireNonNull(configs.get(resource)).get(setting).value();
    }
}
