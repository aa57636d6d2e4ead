package dev.backslide.broker;

import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.coordinator.transaction.TransactionLog;
import org.apache.kafka.coordinator.transaction.TransactionMetadata;
import org.apache.kafka.coordinator.transaction.TransactionState;
import org.apache.kafka.server.common.TransactionVersion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the coordinator's log says of transactions: which were decided, and how. Not thread-safe: filled by one thread.
 */
final class DecidedTransactions {

    /**
     * How a transaction was decided. Immutable.
     *
     * @param transactionalId whose it was
     * @param producerEpoch of the marker: from transaction version 2 on, one above that of its records
     */
    record Decision(
            String transactionalId, short producerEpoch, TransactionResult result, TransactionVersion version) {}

    private final Map<String, TransactionMetadata> latest = new HashMap<>();
    private final Map<Long, List<TransactionMetadata>> decisions = new HashMap<>();

    /** Takes the next record of the log of transactions; all of one transactional id come in their order. */
    void add(TransactionLog.ReadResult read) {
        if (read instanceof TransactionLog.TxnRecord record) {
            TransactionMetadata transaction = record.metadata();
            latest.put(record.transactionId(), transaction);
            if (isDecision(transaction.state())) {
                decisions
                        .computeIfAbsent(transaction.producerId(), id -> new ArrayList<>())
                        .add(transaction);
            }
        } else if (read instanceof TransactionLog.TxnTombstone tombstone) {
            latest.remove(tombstone.transactionId());
        }
    }

    /** Whether its producer is at it, or its coordinator will end it: nobody else may. */
    boolean isUnderWay(OpenTransaction open) {
        return latest.values().stream()
                .filter(last -> last.producerId() == open.producerId())
                .anyMatch(last -> isDecision(last.state())
                        || (last.state() == TransactionState.ONGOING && last.producerEpoch() == open.producerEpoch()));
    }

    /** How it was decided; empty where the log does not say for sure. */
    Optional<Decision> decision(OpenTransaction open) {
        return decisions.getOrDefault(open.producerId(), List.of()).stream()
                .filter(decided -> decided.topicPartitions().contains(open.partition()) && isOf(open, decided))
                .reduce((earlier, later) -> later)
                .map(decided -> new Decision(
                        decided.transactionalId(),
                        decided.producerEpoch(),
                        decided.state() == TransactionState.PREPARE_COMMIT
                                ? TransactionResult.COMMIT
                                : TransactionResult.ABORT,
                        decided.clientTransactionVersion()));
    }

    /** Whether a decision ends the transaction with the epoch that its records have. */
    private static boolean isOf(OpenTransaction open, TransactionMetadata decided) {
        return decided.producerEpoch() == open.producerEpoch() + 1
                || (decided.producerEpoch() == open.producerEpoch()
                        && !decided.clientTransactionVersion().supportsEpochBump());
    }

    private static boolean isDecision(TransactionState state) {
        return state == TransactionState.PREPARE_COMMIT || state == TransactionState.PREPARE_ABORT;
    }
}
