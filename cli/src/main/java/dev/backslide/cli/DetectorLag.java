package dev.backslide.cli;

import dev.backslide.schemas.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How many published measurements the detector has not judged yet: the ends of the metrics topic against what its group has
 * committed. Thread-safe.
 */
final class DetectorLag {

    private static final long PAUSE_MILLIS = 50;

    private final Admin admin;
    private final Topic<?, ?> metrics;
    private final String group;

    DetectorLag(Cluster cluster) {
        this.admin = cluster.admin();
        this.metrics = cluster.topics().metrics();
        this.group = cluster.detectorGroup();
    }

    /** @throws KafkaException when the broker does not answer */
    long current() {
        Map<TopicPartition, OffsetSpec> latest = partitions(OffsetSpec.latest());
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                get(admin.listOffsets(latest).all());
        Map<TopicPartition, ListOffsetsResultInfo> starts =
                get(admin.listOffsets(partitions(OffsetSpec.earliest())).all());
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
    long awaitNone(Duration timeout, LongConsumer watcher) throws InterruptedException {
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

    private Map<TopicPartition, OffsetSpec> partitions(OffsetSpec spec) {
        return IntStream.range(0, metrics.partitions())
                .mapToObj(partition -> new TopicPartition(metrics.name(), partition))
                .collect(Collectors.toMap(Function.identity(), partition -> spec));
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "the broker does not say any more how far the detector is; look whether it runs, then run the command again:"
                            + " nothing is doubled",
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
