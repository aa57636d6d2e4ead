package dev.backslide.sink.consume;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Counts and logs records that were skipped; a flood of them is logged in part. Thread-safe. */
public final class UnreadableRecords {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecords.class);
    private static final int LOGGED_EACH = 20;
    private static final int LOGGED_THEN = 1_000;

    private final AtomicLong count = new AtomicLong();

    public long count() {
        return count.get();
    }

    void add(List<UnreadableRecord> records) {
        for (UnreadableRecord unreadable : records) {
            long number = count.incrementAndGet();
            if (number <= LOGGED_EACH || number % LOGGED_THEN == 0) {
                LOG.atLevel(unreadable.refusal() == null ? Level.WARN : Level.ERROR)
                        .setMessage("skipped a record that cannot be read or stored")
                        .addKeyValue("topic", unreadable.topic())
                        .addKeyValue("partition", unreadable.partition())
                        .addKeyValue("offset", unreadable.offset())
                        .addKeyValue("reason", unreadable.reason())
                        .addKeyValue("skipped", number)
                        .setCause(unreadable.refusal())
                        .log();
            }
        }
    }
}
