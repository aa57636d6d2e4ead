package dev.backslide.sink.consume;

import dev.backslide.schemas.SchemaRegistryUnavailableException;
import dev.backslide.sink.status.SinkHealth;
import dev.backslide.sink.store.Maintenance;
import dev.backslide.sink.store.Store;
import dev.backslide.sink.store.row.NextOffset;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The sink's one thread: polls, stores, and says how it is. What cannot be stored now is tried again, with longer and longer
 * pauses, and nothing more is polled until it is. Exactly once: offsets are stored with the rows. {@link #health()} and
 * {@link #stop()} are thread-safe.
 */
public final class SinkConsumer implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SinkConsumer.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration REFRESH = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Assignment assignment;
    private final RecordStorage storage;
    private final Maintenance maintenance;
    private final Path database;
    private final Positions positions;
    private final UnreadableRecords unreadable;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile SinkHealth health = SinkHealth.waiting("starting");
    private Duration pause = FIRST_PAUSE;
    private long refreshedNanos = System.nanoTime();

    /** @param assignment refreshed once already */
    public SinkConsumer(
            Consumer<byte[], byte[]> consumer,
            Assignment assignment,
            RecordReader reader,
            Store store,
            Positions positions,
            UnreadableRecords unreadable) {
        this.consumer = consumer;
        this.assignment = assignment;
        this.storage = new RecordStorage(reader, store.writer());
        this.maintenance = store.maintenance();
        this.database = store.database();
        this.positions = positions;
        this.unreadable = unreadable;
    }

    public SinkHealth health() {
        return health;
    }

    /** Asks the thread to end once what it holds is stored or cannot be stored now. */
    public void stop() {
        stopping.countDown();
        consumer.wakeup();
    }

    @Override
    public void run() {
        try (consumer) {
            while (isRunning()) {
                step();
            }
            health = SinkHealth.stopped("stopped");
        } catch (WakeupException e) {
            health = SinkHealth.stopped("stopped");
        } catch (InterruptedException e) {
            health = SinkHealth.stopped("interrupted; start the sink again");
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            health = SinkHealth.stopped("stopped by a defect (" + e + "); start the sink again and report it");
            LOG.atError().setMessage("the sink stopped by a defect").setCause(e).log();
        }
    }

    private boolean isRunning() {
        return stopping.getCount() > 0;
    }

    private void step() throws InterruptedException {
        try {
            maintenance.step();
            if (System.nanoTime() - refreshedNanos > REFRESH.toNanos()) {
                assignment.refresh(consumer);
                refreshedNanos = System.nanoTime();
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (records.isEmpty() || store(records)) {
                positions.note(consumer);
                recovered();
            }
        } catch (WakeupException e) {
            throw e;
        } catch (SQLException e) {
            failed(Store.describe(database, e));
        } catch (KafkaException e) {
            failed("the broker cannot be read (" + e.getMessage()
                    + "); check that it runs and allows this client to read");
        }
    }

    /** Whether the records are stored; false only when the sink is stopping. */
    private boolean store(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        List<NextOffset> next = assignment.positions(consumer, records.partitions());
        while (isRunning()) {
            try {
                unreadable.add(storage.store(records, next));
                for (TopicPartition partition : records.partitions()) {
                    positions.consumed(
                            partition.topic(), records.records(partition).size());
                }
                return true;
            } catch (SchemaRegistryUnavailableException e) {
                failed(String.valueOf(e.getMessage()));
            } catch (SQLException e) {
                failed(Store.describe(database, e));
            }
        }
        return false;
    }

    private void recovered() {
        if (!health.ok()) {
            LOG.atInfo().setMessage("the sink is running").log();
            health = SinkHealth.RUNNING;
        }
        pause = FIRST_PAUSE;
    }

    private void failed(String cause) throws InterruptedException {
        if (!health.cause().equals(cause)) {
            LOG.atWarn()
                    .setMessage("the sink is waiting")
                    .addKeyValue("cause", cause)
                    .log();
            health = SinkHealth.waiting(cause);
        }
        if (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
    }
}
