package dev.backslide.schemas;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many records of some topics a consumer group has not read: the topics' ends at one time against what the group has committed.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class ConsumerLag {

    private final Admin admin;
    private final String group;
    private final Map<TopicPartition, ListOffsetsResultInfo> starts;
    private final Map<TopicPartition, ListOffsetsResultInfo> ends;

    private ConsumerLag(
            Admin admin,
            String group,
            Map<TopicPartition, ListOffsetsResultInfo> starts,
            Map<TopicPartition, ListOffsetsResultInfo> ends) {
        this.admin = admin;
        this.group = group;
        this.starts = starts;
        this.ends = ends;
    }

    /**
     * Asks the cluster where the topics end now. Partitions are those that the topics have: settings only say with how many they are created.
     *
     * @param admin stays the caller's
     * @param level whether the ends are those of what is committed; an open transaction holds that end back
     */
    public static ConsumerLag upToNow(Admin admin, String group, Collection<String> topics, IsolationLevel level)
            throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(one -> new TopicPartition(topic.name(), one.partition())))
                .toList();
        return new ConsumerLag(
                admin,
                group,
                offsets(admin, partitions, OffsetSpec.earliest(), level),
                offsets(admin, partitions, OffsetSpec.latest(), level));
    }

    /** Records that the group has still to read up to those ends. */
    public long records() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        long lag = 0;
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
            OffsetAndMetadata done = committed.get(end.getKey());
            ListOffsetsResultInfo start = starts.get(end.getKey());
            long from = done != null ? done.offset() : start == null ? 0 : start.offset();
            lag += Math.max(0, end.getValue().offset() - from);
        }
        return lag;
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
            Admin admin, List<TopicPartition> partitions, OffsetSpec spec, IsolationLevel level)
            throws ExecutionException, InterruptedException {
        return admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec)),
                        new ListOffsetsOptions(level))
                .all()
                .get();
    }
}
