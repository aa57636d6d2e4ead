package dev.backslide.sink.store;

import dev.backslide.sink.settings.RetentionSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What is to be done to the store, waiting for the one thread that writes, which does it between batches: what others want, and
 * at the start and once an hour what the retention wants. {@link #step()} is the writer's thread's; the rest is thread-safe.
 */
public final class Maintenance {

    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);
    private static final Duration PERIOD = Duration.ofHours(1);

    private final StoreWriter writer;
    private final RetentionSettings retention;
    private final Clock clock;
    private final Queue<Pruning> waiting = new ConcurrentLinkedQueue<>();
    private long dueNanos = System.nanoTime();

    Maintenance(StoreWriter writer, RetentionSettings retention, Clock clock) {
        this.writer = writer;
        this.retention = retention;
        this.clock = clock;
    }

    /** Asks for old measurements to be dropped; completed with how many were. */
    public CompletableFuture<Long> prune(Retention wanted) {
        Pruning pruning = new Pruning(wanted);
        waiting.add(pruning);
        return pruning.dropped();
    }

    /** Does a step of what is due. The writer's thread only. */
    public void step() throws SQLException {
        if (retention.dropsAnything() && System.nanoTime() - dueNanos >= 0) {
            dueNanos = System.nanoTime() + PERIOD.toNanos();
            waiting.add(new Pruning(Retention.of(retention, clock.instant())));
        }
        Pruning next = waiting.peek();
        if (next == null) {
            return;
        }
        if (writer.prune(next)) {
            waiting.remove();
            log(next.done());
        }
    }

    private static void log(long dropped) {
        if (dropped > 0) {
            LOG.atInfo()
                    .setMessage("old measurements were dropped")
                    .addKeyValue("measurements", dropped)
                    .log();
        }
    }
}
