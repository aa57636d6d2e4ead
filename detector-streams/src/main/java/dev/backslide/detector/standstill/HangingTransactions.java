package dev.backslide.detector.standstill;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Finds a transaction that a partition holds open for ever: its coordinator has done with it and a crash of the cluster lost its
 * marker (KAFKA-20734), so that nobody reads past it. Not thread-safe.
 */
final class HangingTransactions {

    private final Admin admin;
    private final String bootstrapServers;

    HangingTransactions(Admin admin, String bootstrapServers) {
        this.admin = admin;
        this.bootstrapServers = bootstrapServers;
    }

    /** What hangs, what ends it and what that costs, one sentence; empty where nothing hangs on these partitions. */
    Optional<String> find(Collection<TopicPartition> partitions) throws ExecutionException, InterruptedException {
        Map<TopicPartition, ProducerState> open = open(partitions);
        if (open.isEmpty()) {
            return Optional.empty();
        }
        Map<Long, TransactionDescription> transactions = new HashMap<>();
        Map<Long, String> names = names(open.values());
        for (Map.Entry<Long, String> name : names.entrySet()) {
            transactions.put(
                    name.getKey(),
                    admin.describeTransactions(List.of(name.getValue()))
                            .description(name.getValue())
                            .get());
        }
        open.values().removeIf(producer -> isUnderWay(producer, transactions.get(producer.producerId())));
        // Once more: what its coordinator had done with by then and is open still has no other end to come.
        Map<TopicPartition, ProducerState> still = open.isEmpty() ? Map.of() : open(open.keySet());
        return open.entrySet().stream()
                .filter(one -> isSame(one.getValue(), still.get(one.getKey())))
                .map(one -> describe(
                        one.getKey(), one.getValue(), names.get(one.getValue().producerId())))
                .findFirst();
    }

    private String describe(TopicPartition partition, ProducerState producer, @Nullable String name) {
        long offset = producer.currentTransactionStartOffset().orElse(0);
        return "partition " + partition + " holds a transaction of "
                + (name == null ? "producer " + producer.producerId() : "'" + name + "'")
                + " open since offset " + offset
                + " that its coordinator has already completed, so nothing after it can be read; "
                + "'kafka-transactions.sh --bootstrap-server " + bootstrapServers + " abort --topic "
                + partition.topic()
                + " --partition " + partition.partition() + " --start-offset " + offset
                + "' ends it, and loses the records of that transaction";
    }

    private Map<TopicPartition, ProducerState> open(Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, ProducerState> open = new HashMap<>();
        admin.describeProducers(partitions)
                .all()
                .get()
                .forEach((partition, state) -> state.activeProducers().stream()
                        .filter(producer ->
                                producer.currentTransactionStartOffset().isPresent())
                        .forEach(producer -> open.put(partition, producer)));
        return open;
    }

    /** The transactional ids of these producers, as far as a coordinator knows them. */
    private Map<Long, String> names(Collection<ProducerState> producers)
            throws ExecutionException, InterruptedException {
        Map<Long, String> names = new HashMap<>();
        List<Long> ids = producers.stream().map(ProducerState::producerId).toList();
        for (TransactionListing listing : admin.listTransactions(new ListTransactionsOptions().filterProducerIds(ids))
                .all()
                .get()) {
            names.put(listing.producerId(), listing.transactionalId());
        }
        return names;
    }

    private static boolean isUnderWay(ProducerState producer, @Nullable TransactionDescription transaction) {
        return transaction != null
                && (Set.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT, TransactionState.UNKNOWN)
                                .contains(transaction.state())
                        || (transaction.state() == TransactionState.ONGOING
                                && transaction.producerEpoch() == producer.producerEpoch()));
    }

    private static boolean isSame(ProducerState before, @Nullable ProducerState now) {
        return now != null
                && before.producerId() == now.producerId()
                && before.currentTransactionStartOffset().equals(now.currentTransactionStartOffset());
    }
}
