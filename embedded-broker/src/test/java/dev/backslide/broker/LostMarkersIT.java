package dev.backslide.broker;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A broker that died while a transaction ended comes up with the transaction as it was decided, on every partition. {@code
 * -Dbackslide.crash.starts=200} starts that many crash images.
 */
class LostMarkersIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int STARTS = Integer.getInteger("backslide.crash.starts", 3);
    private static final int PARTITIONS = 8;
    private static final String TOPIC = "numbers";
    private static final String GROUP = "readers";
    private static final String TRANSACTIONAL_ID = "writer";
    private static final String TRANSACTION_LOG = "__transaction_state";
    private static final String OFFSETS = "__consumer_offsets";

    @TempDir
    Path folder;

    private Path running;

    @BeforeEach
    void prepare() {
        running = folder.resolve("running");
    }

    @Test
    void crash_beforeTheMarkers_losesNothing() throws Exception {
        CrashImage image = transaction(KafkaProducer::commitTransaction)
                .withoutLast(TOPIC, RecordBatch::isControlBatch)
                .withoutLast(OFFSETS, RecordBatch::isControlBatch)
                .withoutLast(TRANSACTION_LOG, batch -> true);
        for (int start = 1; start <= STARTS; start++) {
            Path copy = CrashImage.of(image.folder(), folder.resolve("start-" + start))
                    .folder();
            try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(copy, 0))) {
                awaitEnded(broker);
                assertThat(committed(broker)).as("start %d", start).hasSize(PARTITIONS);
                assertThat(committedOffsets(broker)).as("start %d", start).hasSize(1);
            }
        }
    }

    @Test
    void lostMarkers_areWrittenAsTheyWereDecided() throws Exception {
        CrashImage image = transaction(KafkaProducer::commitTransaction)
                .withoutLast(TOPIC, RecordBatch::isControlBatch)
                .withoutLast(OFFSETS, RecordBatch::isControlBatch);
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(image.folder(), 0))) {
            assertThat(open(broker)).isEmpty();
            assertThat(committed(broker)).hasSize(PARTITIONS);
            assertThat(committedOffsets(broker)).hasSize(1);
        }
    }

    @Test
    void lostMarkersOfAnAbortedTransaction_abortIt() throws Exception {
        CrashImage image = transaction(KafkaProducer::abortTransaction).withoutLast(TOPIC, RecordBatch::isControlBatch);
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(image.folder(), 0))) {
            assertThat(open(broker)).isEmpty();
            assertThat(committed(broker)).isEmpty();
        }
    }

    @Test
    void transaction_thatWasNotDecided_isLeftToItsProducer() throws Exception {
        CrashImage image = transaction(KafkaProducer::flush);
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(image.folder(), 0))) {
            assertThat(open(broker)).hasSize(PARTITIONS + 1);
            try (KafkaProducer<Integer, Integer> successor = producer(broker)) {
                successor.initTransactions();
            }
            awaitEnded(broker);
            assertThat(committed(broker)).isEmpty();
        }
    }

    @Test
    void lostMarkersOfAnEarlierTransaction_doNotEndTheOneUnderWay() throws Exception {
        CrashImage image;
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(running, 0))) {
            create(broker);
            try (KafkaProducer<Integer, Integer> producer = producer(broker)) {
                producer.initTransactions();
                producer.beginTransaction();
                send(producer, 0);
                producer.commitTransaction();
                producer.beginTransaction();
                send(producer, 1);
                producer.flush();
                image = CrashImage.of(running, folder.resolve("image")).withoutLast(TOPIC, RecordBatch::isControlBatch);
            }
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(image.folder(), 0))) {
            assertThat(open(broker)).containsExactly(new TopicPartition(TOPIC, 1));
            assertThat(committed(broker)).containsExactly(0);
        }
    }

    private interface End {
        void of(KafkaProducer<Integer, Integer> producer);
    }

    /** The folder after one transaction over all partitions and an offset. */
    private CrashImage transaction(End end) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(running, 0))) {
            create(broker);
            try (KafkaProducer<Integer, Integer> producer = producer(broker)) {
                producer.initTransactions();
                producer.beginTransaction();
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    send(producer, partition);
                }
                producer.sendOffsetsToTransaction(
                        Map.of(new TopicPartition(TOPIC, 0), new OffsetAndMetadata(1)), group(broker));
                end.of(producer);
                awaitState(broker);
                return CrashImage.of(running, folder.resolve("image"));
            }
        }
    }

    private static void send(KafkaProducer<Integer, Integer> producer, int partition) {
        assertThat(producer.send(new ProducerRecord<>(TOPIC, partition, partition, partition)))
                .succeedsWithin(PATIENCE);
    }

    private static ConsumerGroupMetadata group(EmbeddedBroker broker) {
        try (KafkaConsumer<Integer, Integer> member = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", GROUP),
                new IntegerDeserializer(),
                new IntegerDeserializer())) {
            return member.groupMetadata();
        }
    }

    private static void create(EmbeddedBroker broker) throws Exception {
        try (Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** The coordinator answers a producer before the markers are written. */
    private static void awaitState(EmbeddedBroker broker) {
        try (Admin admin = admin(broker)) {
            await().atMost(PATIENCE).until(() -> switch (admin.describeTransactions(List.of(TRANSACTIONAL_ID))
                    .description(TRANSACTIONAL_ID)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .state()) {
                case PREPARE_COMMIT, PREPARE_ABORT -> false;
                default -> true;
            });
        }
    }

    private static void awaitEnded(EmbeddedBroker broker) {
        await().atMost(PATIENCE).until(() -> open(broker).isEmpty());
    }

    /** The partitions with an open transaction. */
    private static List<TopicPartition> open(EmbeddedBroker broker) throws Exception {
        try (Admin admin = admin(broker)) {
            Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            List<TopicPartition> partitions = new ArrayList<>(numbers());
            if (topics.contains(OFFSETS)) {
                IntStream.range(0, 4).forEach(partition -> partitions.add(new TopicPartition(OFFSETS, partition)));
            }
            return admin
                    .describeProducers(partitions)
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .entrySet()
                    .stream()
                    .filter(entry -> entry.getValue().activeProducers().stream()
                            .anyMatch(producer ->
                                    producer.currentTransactionStartOffset().isPresent()))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> committedOffsets(EmbeddedBroker broker) throws Exception {
        try (Admin admin = admin(broker)) {
            return admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** What a reader of committed records gets. */
    private static List<Integer> committed(EmbeddedBroker broker) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<Integer, Integer> consumer =
                new KafkaConsumer<>(config, new IntegerDeserializer(), new IntegerDeserializer())) {
            consumer.assign(numbers());
            consumer.seekToBeginning(numbers());
            Map<TopicPartition, Long> ends = consumer.endOffsets(numbers());
            List<Integer> values = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                for (ConsumerRecord<Integer, Integer> record : consumer.poll(Duration.ofMillis(100))) {
                    values.add(record.value());
                }
                return numbers().stream().allMatch(one -> consumer.position(one) >= ends.getOrDefault(one, 0L));
            });
            return values;
        }
    }

    private static List<TopicPartition> numbers() {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                .toList();
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static KafkaProducer<Integer, Integer> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", TRANSACTIONAL_ID),
                new IntegerSerializer(),
                new IntegerSerializer());
    }
}
