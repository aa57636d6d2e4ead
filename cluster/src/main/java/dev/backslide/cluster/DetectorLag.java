package dev.backslide.cluster;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * How many published measurements the detector has not judged yet: the ends of the metrics topic against what its group has
 * committed. Thread-safe.
 */
public final class DetectorLag {

    private static final long PAUSE_MILLIS = 50;

    private final Admin admin;
    private final String topic;
    private final String group;

    public DetectorLag(Cluster cluster) {
        this.admin = cluster.admin();
        this.topic = cluster.topics().metrics().name();
        this.group = cluster.detectorGroup();
    }

    /** @throws KafkaException when the broker does not answer */
    public long current() {
        List<TopicPartition> partitions = partitions();
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, ListOffsetsResultInfo> starts = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        long lag = 0;
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
            OffsetAndMetadata done = committed.get(end.getKey());
            ListOffsetsResultInfo start = starts.get(end.getKey());
            long from = done != null ? done.offset() : start == null ? 0 : start.offset();
            lag += Math.max(0, end.getValue().offset() - from);
        }
        return lag;
    }

    /**
     * Waits until nothing is left to judge.
     *
     * @param watcher told the lag at each look
     * @return what is left: 0 unless the timeout passed
     */
    public long awaitNone(Duration timeout, LongConsumer watcher) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            long lag = current();
            watcher.accept(lag);
            if (lag == 0 || System.nanoTime() > deadline) {
                return lag;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** As the topic has them: the settings only say with how many it is created. */
    private List<TopicPartition> partitions() {
        return get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        return get(
                admin.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec)))
                        .all());
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "the broker no longer returns the position of the detector; check that the broker runs, then "
                            + "run the command again: nothing is counted twice",
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
