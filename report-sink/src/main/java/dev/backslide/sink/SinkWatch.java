package dev.backslide.sink;

import dev.backslide.core.HeapUse;
import dev.backslide.sink.consume.LagWatch;
import dev.backslide.sink.consume.Positions;
import dev.backslide.sink.store.StoreFile;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks from beside at what the consumer cannot see of itself: whether the store's file is whole and still there, whether the lag shrinks,
 * whether the heap has room. Thread-safe.
 */
final class SinkWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SinkWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(30);
    /** Longer than any pause of the consumer, of a broker that restarts, or of a machine that is busy. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final StoreFile file;
    private final Admin admin;
    private final Positions positions;
    private final Clock clock;
    private final LagWatch lag = new LagWatch(PATIENCE);
    /** One for what may take long. */
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "backslide-sink-watch");
        thread.setDaemon(true);
        return thread;
    });

    private volatile @Nullable String stuck;
    private volatile @Nullable Future<?> looking;

    SinkWatch(StoreFile file, Admin admin, Positions positions, Clock clock) {
        this.file = file;
        this.admin = admin;
        this.positions = positions;
        this.clock = clock;
    }

    void start() {
        threads.execute(file::checkAll);
        looking = threads.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The problem and the next step, one sentence; null: there is none. Answers at once. */
    @Nullable
    String trouble() {
        String trouble = file.trouble();
        if (trouble == null) {
            trouble = HeapUse.trouble();
        }
        return trouble == null ? stuck : trouble;
    }

    /** Whether the trouble does not go away by itself: only a new start helps. */
    boolean isOver() {
        return file.isGone(clock.instant());
    }

    private void look() {
        try {
            file.checkThere(clock.instant());
            file.checkReadable();
            stuck = lag.look(
                    positions.stored(),
                    positions.ends(admin, IsolationLevel.READ_COMMITTED, BROKER_TIMEOUT),
                    clock.instant());
        } catch (KafkaException e) {
            stuck = e.getMessage() + "; check that it runs and can be reached";
        } catch (RuntimeException e) {
            // A task that throws is never run again.
            LOG.atError()
                    .setMessage("the sink's state could not be checked")
                    .setCause(e)
                    .log();
        }
    }

    @Override
    public void close() {
        Future<?> started = looking;
        if (started != null) {
            started.cancel(true);
        }
        threads.shutdownNow();
    }
}
