package dev.backslide.sink.store.row;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Where to go on reading a partition. Immutable.
 *
 * @param partition of which topic
 * @param topicId which topic of that name: one that was deleted and made anew is read from its beginning
 * @param offset of the first record not yet stored
 */
public record NextOffset(TopicPartition partition, Uuid topicId, long offset) {}
