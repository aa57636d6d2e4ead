package dev.backslide.broker;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.coordinator.transaction.TransactionLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends transactions whose marker a partition lost: the coordinator has done with them, and nobody would read past them ever again.
 * Each is ended as its coordinator's log says that it was decided, so that nothing is lost or doubled; what is under way or not
 * known for sure is left alone. Not thread-safe.
 */
final class LostMarkers {

    private static final Logger LOG = LoggerFactory.getLogger(LostMarkers.class);
    private static final String TRANSACTION_LOG = "__transaction_state";
    private static final long TIMEOUT_SECONDS = 300;
    private static final Duration POLL = Duration.ofMillis(500);

    private final int port;
    private final Map<String, Object> client;

    LostMarkers(String bootstrapServers, int port) {
        this.port = port;
        this.client = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
    }

    /**
     * Looks at every partition, and returns once what was lost is there.
     *
     * @throws IOException when the broker does not answer
     */
    void write() throws IOException {
        try (Admin admin = Admin.create(client)) {
            List<TopicPartition> partitions = partitions(admin);
            if (open(admin, partitions).isEmpty()) {
                return;
            }
            DecidedTransactions log = readLog(partitions.stream()
                    .filter(partition -> partition.topic().equals(TRANSACTION_LOG))
                    .toList());
            // Only after the log: what its coordinator has completed by then and is open still has no other end to
            // come.
            for (OpenTransaction transaction : open(admin, partitions)) {
                end(transaction, log);
            }
        }
    }

    private void end(OpenTransaction open, DecidedTransactions log) {
        if (log.isUnderWay(open)) {
            return;
        }
        LoggingEventBuilder event = LOG.atWarn()
                .addKeyValue("partition", open.partition())
                .addKeyValue("producer", open.producerId())
                .addKeyValue("offset", open.startOffset());
        Optional<DecidedTransactions.Decision> decision = log.decision(open);
        if (decision.isEmpty()) {
            event.log("an open transaction is not in the log of transactions, it is left as it is");
            return;
        }
        event = event.addKeyValue("transaction", decision.get().transactionalId())
                .addKeyValue("decision", decision.get().result());
        try {
            MarkerWriter.write(port, open, decision.get());
            event.log("a transaction had lost its marker in a crash, it is ended as it was decided");
        } catch (IOException e) {
            event.setCause(e).log("a transaction has lost its marker in a crash, and it could not be ended");
        }
    }

    private static List<TopicPartition> partitions(Admin admin) throws IOException {
        Collection<String> topics =
                get(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
        return get(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(one -> new TopicPartition(topic.name(), one.partition())))
                .toList();
    }

    /** Waits for the leaders: the admin client asks again while a partition has none. */
    private static List<OpenTransaction> open(Admin admin, List<TopicPartition> partitions) throws IOException {
        List<OpenTransaction> open = new ArrayList<>();
        Map<TopicPartition, PartitionProducerState> states =
                get(admin.describeProducers(partitions).all());
        states.forEach((partition, state) -> state.activeProducers()
                .forEach(producer -> producer.currentTransactionStartOffset()
                        .ifPresent(offset -> open.add(new OpenTransaction(
                                partition,
                                producer.producerId(),
                                producer.producerEpoch(),
                                Math.max(0, producer.coordinatorEpoch().orElse(0)),
                                offset)))));
        return open;
    }

    private DecidedTransactions readLog(List<TopicPartition> partitions) {
        DecidedTransactions log = new DecidedTransactions();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    byte[] value = record.value();
                    log.add(TransactionLog.read(
                            ByteBuffer.wrap(record.key()), value == null ? null : ByteBuffer.wrap(value)));
                }
            }
        }
        return log;
    }

    private static <T> T get(KafkaFuture<T> future) throws IOException {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the broker does not say which transactions are open: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException(
                    "the broker did not say within " + TIMEOUT_SECONDS + " s which transactions are open", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while looking for open transactions", e);
        }
    }
}
