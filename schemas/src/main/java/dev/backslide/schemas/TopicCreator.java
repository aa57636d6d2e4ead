package dev.backslide.schemas;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Creates the topics of a catalogue; those that exist are left as they are. Thread-safe.
 *
 * @since 0.1
 */
public final class TopicCreator {

    private static final long RETRY_PAUSE_NANOS = 20_000_000L;

    private TopicCreator() {}

    /**
     * Creates what is missing, and checks what exists. Running it twice, or in two processes at once, is harmless.
     *
     * @throws KafkaException when the broker does not answer within the timeout, refuses, or when a topic exists with another
     *     number of partitions than its neighbours need
     */
    public static void create(Admin admin, TopicCatalogue catalogue, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<NewTopic> missing = new ArrayList<>();
        for (Topic<?, ?> topic : catalogue.all()) {
            if (!exists(admin, topic, catalogue, deadline)) {
                missing.add(topic.toNewTopic());
            }
        }
        for (Map.Entry<String, KafkaFuture<Void>> created : admin.createTopics(
                        missing, new CreateTopicsOptions().timeoutMs(millisUntil(deadline)))
                .values()
                .entrySet()) {
            try {
                await(created.getValue(), deadline);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new KafkaException(
                            "topic " + created.getKey() + " could not be created: " + cause(e), e.getCause());
                }
            }
        }
        awaitLeaders(admin, missing, deadline);
    }

    /**
     * Waits until every new partition answers. A topic can be seen before its leader takes records, and an idempotent producer
     * whose first batch is refused then while its second is taken never gets its sequence right again.
     */
    private static void awaitLeaders(Admin admin, List<NewTopic> created, long deadline) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (NewTopic topic : created) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        while (!answer(admin, ends, deadline)) {
            LockSupport.parkNanos(RETRY_PAUSE_NANOS);
        }
    }

    private static boolean answer(Admin admin, Map<TopicPartition, OffsetSpec> ends, long deadline) {
        try {
            ListOffsetsOptions options = new ListOffsetsOptions().timeoutMs(millisUntil(deadline));
            await(admin.listOffsets(ends, options).all(), deadline);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException && System.nanoTime() < deadline) {
                return false;
            }
            throw new KafkaException("new topics accepted no requests: " + cause(e), e.getCause());
        }
    }

    private static boolean exists(Admin admin, Topic<?, ?> topic, TopicCatalogue catalogue, long deadline) {
        try {
            DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs(millisUntil(deadline));
            Map<String, TopicDescription> found =
                    await(admin.describeTopics(List.of(topic.name()), options).allTopicNames(), deadline);
            int partitions =
                    Objects.requireNonNull(found.get(topic.name())).partitions().size();
            if (topic.partitions() > 1 && partitions != topic.partitions()) {
                throw new KafkaException("topic " + topic.name() + " has " + partitions + " partitions but "
                        + topic.partitions() + " are configured, and "
                        + catalogue.metrics().name()
                        + " and its answers must agree; set partitions to " + partitions + " or use another prefix");
            }
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw new KafkaException("topic " + topic.name() + " could not be looked up: " + cause(e), e.getCause());
        }
    }

    private static <T> T await(KafkaFuture<T> future, long deadline) throws ExecutionException {
        try {
            return future.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw noAnswer(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw noAnswer(e);
            }
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while topics were being created", e);
        }
    }

    /** Each request ends with the deadline as well: closing the client waits for those under way. */
    private static int millisUntil(long deadline) {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        return (int) Math.max(1, Math.min(millis, Integer.MAX_VALUE));
    }

    private static KafkaException noAnswer(Exception e) {
        return new KafkaException("the broker did not answer in time; is it running, and is the address right?", e);
    }

    private static String cause(ExecutionException e) {
        return String.valueOf(
                e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    }
}
