package dev.backslide.sink.status;

import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How a running sink is, for those who show it. Implementations are thread-safe. */
public interface SinkStatus {

    /** Whether records are being read and stored, and what is wrong where not. */
    SinkHealth health();

    /** How the receivers of notifications are; none while the sink starts. */
    List<NotificationStatus> notifications();

    /** Records stored or skipped since this sink started, by topic. */
    Map<String, Long> consumed();

    /** Records skipped since this sink started, because they could not be read. */
    long unreadable();

    /**
     * How far the topics are materialized: asks the broker for their ends.
     *
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer
     */
    SinkProgress progress();

    /** As {@link #progress()}, waiting for the broker no longer than that. */
    SinkProgress progress(Duration timeout);

    /** What is stored of each partition. */
    Map<TopicPartition, Long> stored();

    /**
     * Where each partition ends, transactions that are open included.
     *
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer in time
     */
    Map<TopicPartition, Long> ends(Duration timeout);
}
