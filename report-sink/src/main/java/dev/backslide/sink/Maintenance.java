package dev.backslide.sink;

import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What others want done to the store, waiting for the one thread that writes, which does it between batches. Thread-safe. */
final class Maintenance {

    private final StoreWriter writer;
    private final Queue<Pruning> waiting = new ConcurrentLinkedQueue<>();

    Maintenance(StoreWriter writer) {
        this.writer = writer;
    }

    /** Asks for old measurements to be dropped; completed with how many were. */
    CompletableFuture<Long> prune(Retention retention) {
        Pruning pruning = new Pruning(retention);
        waiting.add(pruning);
        return pruning.dropped();
    }

    /** Does a step of what is due. The writer's thread only. */
    void step() throws SQLException {
        Pruning next = waiting.peek();
        if (next == null) {
            return;
        }
        if (writer.prune(next)) {
            waiting.remove();
            next.done();
        }
    }
}
