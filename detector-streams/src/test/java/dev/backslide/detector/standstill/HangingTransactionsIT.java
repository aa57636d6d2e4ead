package dev.backslide.detector.standstill;

import dev.backslide.broker.BrokerSettings;
import dev.backslide.broker.EmbeddedBroker;
import dev.backslide.detector.Detector;
import dev.backslide.detector.DetectorHealth;
import dev.backslide.detector.DetectorSettings;
import dev.backslide.schemas.TopicSettings;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A transaction that a partition holds open although its coordinator knows of none: found and named, others are not. */
class HangingTransactionsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration STANDSTILL = Duration.ofSeconds(4);
    private static final String TRANSACTIONAL_ID = "orders-import";
    private static final TopicPartition PARTITION = new TopicPartition(TopicSettings.DEFAULT.prefix() + ".metrics", 1);

    private EmbeddedBroker broker;
    private Admin admin;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        acceptWhatTheCoordinatorDoesNotKnow();
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void find_openTransaction_isNamedOnceItsCoordinatorHasDoneWithIt() throws Exception {
        admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 2, (short) 1)))
                .all()
                .get();
        assertThat(find()).isEmpty();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer);
            assertThat(openTransactions()).hasSize(1);
            assertThat(find()).as("under way").isEmpty();
            producer.commitTransaction();
            await().atMost(PATIENCE).until(() -> openTransactions().isEmpty());
            assertThat(find()).as("over").isEmpty();

            hang(producer);
            assertThat(find()).contains(sentence(2));
        }
    }

    @Test
    void detector_behindAHangingTransaction_hasStoppedUntilItIsEnded() throws Exception {
        DetectorSettings settings =
                DetectorSettings.of(broker.bootstrapServers(), TopicSettings.DEFAULT, folder.resolve("streams"));
        try (Detector detector = Detector.start(settings, STANDSTILL);
                KafkaProducer<byte[], byte[]> producer = producer()) {
            assertThat(detector.awaitRunning(PATIENCE)).isTrue();
            producer.initTransactions();
            hang(producer);

            DetectorHealth health = await().atMost(PATIENCE).until(detector::health, DetectorHealth::stopped);
            assertThat(health.ok()).isFalse();
            assertThat(health.cause()).isEqualTo(sentence(0));

            abort();
            await().atMost(PATIENCE).until(() -> detector.health().ok());
        }
    }

    private String sentence(long offset) {
        return "partition backslide.metrics-1 holds a transaction of 'orders-import' open since offset " + offset
                + " that its coordinator has already completed, so nothing after it can be read; 'kafka-transactions.sh"
                + " --bootstrap-server " + broker.bootstrapServers()
                + " abort --topic backslide.metrics --partition 1 --start-offset " + offset
                + "' ends it, and loses the records of that transaction";
    }

    private Optional<String> find() throws Exception {
        return new HangingTransactions(admin, broker.bootstrapServers())
                .find(List.of(new TopicPartition(PARTITION.topic(), 0), PARTITION));
    }

    /** A broker of before Kafka 4, and without the check that keeps such transactions from beginning. */
    private void acceptWhatTheCoordinatorDoesNotKnow() throws Exception {
        admin.updateFeatures(
                        Map.of(
                                "transaction.version",
                                new FeatureUpdate((short) 0, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE)),
                        new UpdateFeaturesOptions())
                .all()
                .get();
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.BROKER, ""),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("transaction.partition.verification.enable", "false"),
                                AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    /** Writes to a partition in a transaction that its coordinator is not told about, and so never ends there. */
    private void hang(KafkaProducer<byte[], byte[]> producer) throws Exception {
        producer.beginTransaction();
        Object transactions = value(producer, "transactionManager");
        @SuppressWarnings("unchecked")
        Collection<TopicPartition> told = (Collection<TopicPartition>) value(transactions, "partitionsInTransaction");
        told.add(PARTITION);
        send(producer);
    }

    private static Object value(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return Objects.requireNonNull(field.get(owner));
    }

    private static void send(KafkaProducer<byte[], byte[]> producer) {
        assertThat(producer.send(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), null, new byte[1])))
                .succeedsWithin(PATIENCE);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", TRANSACTIONAL_ID),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private List<ProducerState> openTransactions() throws Exception {
        return admin.describeProducers(List.of(PARTITION)).partitionResult(PARTITION).get().activeProducers().stream()
                .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .toList();
    }

    /** As the command of the sentence. */
    private void abort() throws Exception {
        ProducerState producer = openTransactions().get(0);
        admin.abortTransaction(new AbortTransactionSpec(
                        PARTITION,
                        producer.producerId(),
                        (short) producer.producerEpoch(),
                        producer.coordinatorEpoch().orElse(0)))
                .all()
                .get();
    }
}
