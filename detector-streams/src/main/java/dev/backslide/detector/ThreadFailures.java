package dev.backslide.detector;

import dev.backslide.schemas.SchemaRegistryUnavailableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Replaces a stream thread that failed, so that a passing fault heals itself; a fault that comes back ten times in ten minutes stops
 * the detector, so that somebody looks. A schema registry that gives no answer does not count: it comes back by itself, and nothing
 * here can be looked at. Thread-safe.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);
    private static final int MAX_FAILURES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Clock clock;
    private final Faults faults;
    private final Deque<Instant> recent = new ArrayDeque<>();

    ThreadFailures(Clock clock, Faults faults) {
        this.clock = clock;
        this.faults = faults;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        Throwable root = exception;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        faults.happened(root.toString());
        boolean giveUp = !SchemaRegistryUnavailableException.isCauseOf(exception) && countRecent() >= MAX_FAILURES;
        LOG.atError()
                .addKeyValue("failures", recent.size())
                .setCause(exception)
                .log(giveUp ? "stream thread keeps failing, detector stops" : "stream thread failed, it is replaced");
        return giveUp ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT : StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Counts one more failure. */
    private int countRecent() {
        Instant now = clock.instant();
        recent.addLast(now);
        while (recent.getFirst().isBefore(now.minus(WINDOW))) {
            recent.removeFirst();
        }
        return recent.size();
    }
}
