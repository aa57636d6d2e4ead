package dev.backslide.sdk;

import dev.backslide.schemas.Topic;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.sdk.storage.StorageException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How far the detector is with measurements and commands: what its group has committed against the topics' ends. Thread-safe. */
final class DetectorProgress implements AutoCloseable {

    private static final long PAUSE_MILLIS = 20;

    private final Admin admin;
    private final String group;
    private final List<TopicPartition> partitions;

    DetectorProgress(PublisherSettings settings) {
        Map<String, Object> config = new HashMap<>(settings.clientOverrides());
        config.keySet().retainAll(AdminClientConfig.configNames());
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        TopicCatalogue topics = TopicCatalogue.of(settings.topics(), settings.clientOverrides());
        this.admin = Admin.create(config);
        this.group = settings.topics().prefix() + "-detector";
        this.partitions = Stream.of(topics.metrics(), topics.commands())
                .flatMap(DetectorProgress::partitionsOf)
                .toList();
    }

    /**
     * Waits until everything that was sent before is judged.
     *
     * @param patience how long the detector may stand still
     * @throws StorageException when it stands still for longer, or the broker does not answer
     */
    void awaitNothingLeft(Duration patience) {
        Deadline deadline = Deadline.in(patience);
        long before = Long.MAX_VALUE;
        for (long left = left(); left > 0; left = left()) {
            if (left < before) {
                before = left;
                deadline = Deadline.in(patience);
            } else if (deadline.remainingNanos() == 0) {
                throw new StorageException(left + " records are left and the detector has judged none for "
                        + patience.toSeconds() + " s; start a detector for this topic prefix, and run this again");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StorageException("interrupted while waiting for the detector", e);
            }
        }
    }

    private long left() {
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(OffsetSpec.latest());
        Map<TopicPartition, ListOffsetsResultInfo> starts = offsets(OffsetSpec.earliest());
        Map<TopicPartition, OffsetAndMetadata> done = get(() -> admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get());
        long left = 0;
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata committed = done.get(partition);
            ListOffsetsResultInfo start = starts.get(partition);
            ListOffsetsResultInfo end = ends.get(partition);
            long from = committed != null ? committed.offset() : start == null ? 0 : start.offset();
            left += end == null ? 0 : Math.max(0, end.offset() - from);
        }
        return left;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
        return get(() -> admin.listOffsets(wanted).all().get());
    }

    private static Stream<TopicPartition> partitionsOf(Topic<?, ?> topic) {
        return IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition));
    }

    @FunctionalInterface
    private interface Answer<T> {
        T get() throws ExecutionException, InterruptedException;
    }

    private static <T> T get(Answer<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new StorageException(
                    "the broker did not say how far the detector is (" + e.getCause() + "); is it running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("interrupted while asking the broker", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
