package dev.backslide.sdk.internal.publish;

import dev.backslide.core.MetricEvent;
import dev.backslide.schemas.SchemaRegistryUnavailableException;
import dev.backslide.schemas.Topic;
import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.internal.publish.QueueItem.Flush;
import dev.backslide.sdk.internal.publish.QueueItem.Measurement;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded queue and the one thread that empties it into the producer, whose {@code send} may block. A measurement that the
 * producer does not even take (no broker, no topic, no registry) is tried again until the publisher closes; one that it took is
 * delivered exactly once to its partition, or dropped after the delivery timeout. Thread-safe.
 */
public final class Sender {

    private static final int BATCH = 500;
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Producer<String, MetricEvent> producer;
    private final String topic;
    private final int capacity;
    private final BlockingQueue<QueueItem> queue;
    private final AtomicInteger pending = new AtomicInteger();
    private final PublisherMetrics metrics;
    private final DropLogger dropLogger;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean closed;
    /** Why the producer did not take the measurement at hand; the sending thread's own. */
    private @Nullable Exception refusal;

    public Sender(
            Producer<String, MetricEvent> producer,
            Topic<String, MetricEvent> topic,
            int capacity,
            PublisherMetrics metrics,
            DropLogger dropLogger) {
        this.producer = producer;
        this.topic = topic.name();
        this.capacity = capacity;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.metrics = metrics;
        this.dropLogger = dropLogger;
        this.thread = new Thread(this::run, "backslide-sender");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Queues a measurement that has been counted as accepted; returns null, or why it was dropped instead. */
    public @Nullable DropReason offer(Measurement measurement) {
        if (pending.incrementAndGet() > capacity) {
            return drop(
                    measurement,
                    DropReason.FULL,
                    "as many measurements are pending as the queue's capacity of " + capacity
                            + "; is the broker reachable? Raise the capacity, or record less at once");
        }
        if (closed || !queue.offer(measurement) || (closed && queue.remove(measurement))) {
            return drop(
                    measurement,
                    closed ? DropReason.CLOSED : DropReason.FULL,
                    closed ? "the publisher is closed; close it after the last measurement" : "the queue is full");
        }
        return null;
    }

    /** Whether nothing that was queued before is pending any more when the deadline passes. */
    public boolean flush(Deadline deadline) {
        Flush flush = new Flush(new CompletableFuture<>());
        try {
            if (!thread.isAlive() || !queue.offer(flush, deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                return pending.get() == 0;
            }
            flush.done().get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes no more, delivers what it can before the deadline and drops the rest; returns whether there was no rest. */
    public boolean close(Deadline deadline) {
        closed = true;
        boolean delivered = flush(deadline);
        stopped.countDown();
        thread.interrupt();
        boolean interrupted = joinOrInterrupted();
        producer.close(deadline.remaining());
        dropQueued();
        dropLogger.summarize(true);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return delivered;
    }

    /** Called by the producer: at once on the sending thread when it takes no record, later on its own when it is done. */
    void onCompletion(Measurement measurement, @Nullable Exception failure) {
        if (failure == null) {
            pending.decrementAndGet();
            metrics.sent();
            measurement.settled(true);
        } else if (Thread.currentThread() == thread) {
            refusal = failure;
        } else {
            drop(measurement, DropReason.NOT_DELIVERED, undelivered(failure));
        }
    }

    private void run() {
        List<QueueItem> batch = new ArrayList<>(BATCH);
        int next = 0;
        try {
            while (stopped.getCount() > 0) {
                QueueItem first = queue.poll(IDLE.toNanos(), TimeUnit.NANOSECONDS);
                if (first == null) {
                    dropLogger.summarize(false);
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, BATCH - 1);
                for (; next < batch.size(); next++) {
                    process(batch.get(next));
                }
                batch.clear();
                next = 0;
            }
        } catch (InterruptedException | InterruptException e) {
            batch.subList(next, batch.size()).forEach(this::dropAtClose);
        }
    }

    private void process(QueueItem item) throws InterruptedException {
        if (item instanceof Measurement measurement) {
            send(measurement);
        } else if (item instanceof Flush flush) {
            producer.flush();
            flush.done().complete(null);
        }
    }

    private void send(Measurement measurement) throws InterruptedException {
        for (Exception why = attempt(measurement); why != null; why = attempt(measurement)) {
            if (!(why instanceof RetriableException) && !(why instanceof SchemaRegistryUnavailableException)) {
                drop(measurement, DropReason.NOT_DELIVERED, undelivered(why));
                return;
            }
            dropLogger.waiting(why.getMessage()
                    + "; start the broker (the detector creates its topics), or correct the bootstrap servers or the "
                    + "topic prefix");
            if (stopped.await(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException();
            }
        }
    }

    /** Returns null once the producer has taken the measurement, else why it has not. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback learns what the future would
    private @Nullable Exception attempt(Measurement measurement) {
        refusal = null;
        try {
            producer.send(new ProducerRecord<>(topic, measurement.seriesKey(), measurement.event()), measurement);
            return refusal;
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private boolean joinOrInterrupted() {
        try {
            thread.join(GRACE.toMillis());
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void dropQueued() {
        for (QueueItem left = queue.poll(); left != null; left = queue.poll()) {
            dropAtClose(left);
        }
    }

    private void dropAtClose(QueueItem item) {
        if (item instanceof Measurement measurement) {
            drop(
                    measurement,
                    DropReason.NOT_DELIVERED,
                    "the publisher closed before the broker accepted it; is the broker reachable? Raise the close "
                            + "timeout");
        } else if (item instanceof Flush flush) {
            flush.done().cancel(false);
        }
    }

    private DropReason drop(Measurement measurement, DropReason reason, String message) {
        pending.decrementAndGet();
        metrics.dropped(reason);
        dropLogger.dropped(reason, measurement.metric(), message);
        measurement.settled(false);
        return reason;
    }

    private static String undelivered(Exception failure) {
        return "the broker did not accept it (" + failure.getMessage()
                + "); see the broker's log, or raise the delivery" + " timeout";
    }
}
