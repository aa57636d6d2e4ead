package dev.backslide.sink.status;

import java.util.List;

/**
 * How far the sink is. Immutable.
 *
 * @param topics one entry a topic: metrics, alerts, stats
 * @param unreadable records skipped since this sink started, because they could not be read
 */
public record SinkProgress(List<TopicProgress> topics, long unreadable) {

    public SinkProgress {
        topics = List.copyOf(topics);
    }

    /** Records not yet stored, over all topics. */
    public long lag() {
        return topics.stream().mapToLong(TopicProgress::lag).sum();
    }

    /** Records stored or skipped since this sink started, over all topics. */
    public long consumed() {
        return topics.stream().mapToLong(TopicProgress::consumed).sum();
    }
}
