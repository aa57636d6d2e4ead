package dev.backslide.broker;

import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that one partition has the beginning of and not the end. Immutable.
 *
 * @param partition which cannot be read past it
 * @param producerId whose records they are
 * @param producerEpoch of these records
 * @param coordinatorEpoch of the last marker of this producer there; 0 where there was none
 * @param startOffset of the first of these records
 */
record OpenTransaction(
        TopicPartition partition, long producerId, int producerEpoch, int coordinatorEpoch, long startOffset) {}
