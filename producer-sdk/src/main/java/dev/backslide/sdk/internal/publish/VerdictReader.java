package dev.backslide.sdk.internal.publish;

import dev.backslide.core.MetricVerdict;
import dev.backslide.core.text.LogLine;
import dev.backslide.schemas.SeriesPartitioner;
import dev.backslide.schemas.Topic;
import dev.backslide.sdk.internal.storage.Warnings;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One thread and one consumer that read verdicts for all waiting callers: committed ones, of the partitions of their series, from
 * the end that is noted before an event is sent. No consumer group; asks the broker for nothing while nobody waits. Thread-safe.
 */
public final class VerdictReader {

    private static final Logger LOG = Warnings.of(VerdictReader.class);
    /** Bounds how long a new caller waits for the reader while others are being served. */
    private static final Duration POLL = Duration.ofMillis(20);

    /** A topic made a moment ago may not be known to every broker yet. */
    private static final int ATTEMPTS = 5;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Topic<String, MetricVerdict> topic;
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final Map<String, List<VerdictWait>> waiting = new HashMap<>();
    private final Thread thread = new Thread(this::run, "backslide-verdicts");
    private boolean started;
    private volatile boolean closed;
    private int partitions;

    /** What one caller asks for: note the ends for these, then say so. */
    private record Request(List<VerdictWait> waits, Deadline deadline, CompletableFuture<Void> ready) {}

    /** @param consumers makes the consumer, on the reading thread, when the first caller waits */
    public VerdictReader(Supplier<Consumer<String, byte[]>> consumers, Topic<String, MetricVerdict> topic) {
        this.consumers = consumers;
        this.topic = topic;
        thread.setDaemon(true);
    }

    /** Starts to look for these verdicts; the events may be sent once the future is complete. It fails when the broker is away. */
    CompletableFuture<Void> expect(List<VerdictWait> waits, Deadline deadline) {
        Request request = new Request(waits, deadline, new CompletableFuture<>());
        requests.add(request);
        startOnce();
        if (closed && requests.remove(request)) {
            fail(request, closedWhileWaiting());
        }
        return request.ready();
    }

    /** Whoever waits learns that the publisher is closed. */
    public void close() {
        synchronized (this) {
            closed = true;
        }
        thread.interrupt();
        try {
            thread.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void startOnce() {
        if (!started && !closed) {
            started = true;
            thread.start();
        }
    }

    private void run() {
        KafkaException end = closedWhileWaiting();
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            serve(consumer);
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("Interrupted by close");
        } catch (KafkaException e) {
            end = e;
        } finally {
            closed = true;
            failAll(end);
        }
    }

    private void serve(Consumer<String, byte[]> consumer) throws InterruptedException {
        try {
            while (!closed) {
                Request request = waiting.isEmpty() ? requests.take() : requests.poll();
                for (; request != null; request = requests.poll()) {
                    accept(request, consumer);
                }
                readOnce(consumer);
            }
        } finally {
            boolean interrupted = Thread.interrupted(); // an interrupted thread cannot close its consumer in peace
            LOG.atDebug()
                    .setMessage("The verdict reader ends")
                    .addKeyValue("interrupted", interrupted)
                    .log();
        }
    }

    private void accept(Request request, Consumer<String, byte[]> consumer) throws InterruptedException {
        try {
            noteEnds(request, consumer);
            request.waits()
                    .forEach(wait -> waiting.computeIfAbsent(wait.eventId(), id -> new ArrayList<>(1))
                            .add(wait));
            request.ready().complete(null);
        } catch (InterruptedException | InterruptException e) {
            fail(request, closedWhileWaiting());
            throw e;
        } catch (KafkaException e) {
            fail(request, e);
        }
    }

    private void noteEnds(Request request, Consumer<String, byte[]> consumer) throws InterruptedException {
        Map<TopicPartition, List<VerdictWait>> byPartition = new HashMap<>();
        int count = partitions(consumer, request.deadline());
        for (VerdictWait wait : request.waits()) {
            int partition = SeriesPartitioner.partitionOf(wait.seriesKey(), count);
            byPartition
                    .computeIfAbsent(new TopicPartition(topic.name(), partition), p -> new ArrayList<>())
                    .add(wait);
        }
        Map<TopicPartition, Long> ends =
                consumer.endOffsets(byPartition.keySet(), request.deadline().remaining());
        ends.forEach((partition, end) ->
                byPartition.getOrDefault(partition, List.of()).forEach(wait -> wait.startsAt(end)));
        assign(ends, consumer);
    }

    /** Reads these partitions as well: from their ends, but for those that are being read. */
    private static void assign(Map<TopicPartition, Long> ends, Consumer<String, byte[]> consumer) {
        Set<TopicPartition> before = consumer.assignment();
        Set<TopicPartition> all = new HashSet<>(before);
        if (all.addAll(ends.keySet())) {
            consumer.assign(all);
            ends.forEach((partition, end) -> {
                if (!before.contains(partition)) {
                    consumer.seek(partition, end);
                }
            });
        }
    }

    private int partitions(Consumer<String, byte[]> consumer, Deadline deadline) throws InterruptedException {
        for (int attempt = 0; partitions == 0 && attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_ATTEMPTS.toMillis());
            }
            List<PartitionInfo> found = consumer.partitionsFor(topic.name(), deadline.remaining());
            partitions = found == null ? 0 : found.size();
        }
        if (partitions == 0) {
            throw new KafkaException("topic " + topic.name() + " does not exist; start the detector, which creates it");
        }
        return partitions;
    }

    private void readOnce(Consumer<String, byte[]> consumer) {
        waiting.values().removeIf(waits -> {
            waits.removeIf(wait -> wait.verdict().isDone());
            return waits.isEmpty();
        });
        if (waiting.isEmpty()) {
            consumer.unsubscribe();
            return;
        }
        try {
            consumer.poll(POLL).forEach(this::hand);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            failAll(e);
        }
    }

    private void hand(ConsumerRecord<String, byte[]> answer) {
        try {
            MetricVerdict verdict = topic.valueSerde().deserializer().deserialize(topic.name(), answer.value());
            if (verdict != null) {
                waiting.getOrDefault(verdict.eventId(), List.of())
                        .forEach(wait -> wait.offer(answer.offset(), verdict));
            }
        } catch (SerializationException e) {
            LOG.atWarn()
                    .setMessage("A verdict cannot be read")
                    .addKeyValue("partition", answer.partition())
                    .addKeyValue("offset", answer.offset())
                    .addKeyValue("cause", LogLine.of(String.valueOf(e.getMessage())))
                    .log();
        }
    }

    private void failAll(KafkaException why) {
        waiting.values().forEach(waits -> waits.forEach(wait -> wait.verdict().completeExceptionally(why)));
        waiting.clear();
        for (Request request = requests.poll(); request != null; request = requests.poll()) {
            fail(request, why);
        }
    }

    private static void fail(Request request, KafkaException why) {
        request.ready().completeExceptionally(why);
    }

    private static KafkaException closedWhileWaiting() {
        return new KafkaException("the publisher was closed meanwhile");
    }
}
