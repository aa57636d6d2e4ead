package dev.backslide.sink;

/**
 * A record that was skipped. Immutable.
 *
 * @param topic full name
 * @param partition of the topic
 * @param offset of the record
 * @param reason one sentence
 */
record UnreadableRecord(String topic, int partition, long offset, String reason) {}
