package dev.backslide.sink.consume;

import org.jspecify.annotations.Nullable;

/**
 * A record that was skipped. Immutable.
 *
 * @param topic full name
 * @param partition of the topic
 * @param offset of the record
 * @param reason one sentence
 * @param refusal why the store does not take it; null: it was not asked to
 */
record UnreadableRecord(
        String topic,
        int partition,
        long offset,
        String reason,
        @Nullable Exception refusal) {}
