package dev.backslide.sink.status;

/**
 * How far one topic is materialized. Immutable.
 *
 * @param topic full name
 * @param consumed records stored or skipped since this sink started
 * @param lag records not yet stored, as of the moment of asking
 */
public record TopicProgress(String topic, long consumed, long lag) {}
