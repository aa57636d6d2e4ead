package dev.backslide.detector;

import dev.backslide.detector.state.DamagedState;
import dev.backslide.schemas.SchemaRegistryUnavailableException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Replaces a stream thread that failed, so that a passing fault heals itself; a fault that comes back ten times in ten minutes stops
 * the detector, so that somebody looks. A schema registry that gives no answer does not count: it comes back by itself, and nothing
 * here can be looked at. Local state that is damaged is handed to the repair, which starts all threads anew. Thread-safe.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);
    private static final String DISK_FULL = "No space left on device";
    private static final int MAX_FAILURES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Clock clock;
    private final List<String> inputs;
    private final FaultTracker faults;
    private final Consumer<Throwable> repair;
    private final Deque<Instant> recent = new ArrayDeque<>();

    /**
     * @param inputs topics that are read
     * @param repair told of local state that is damaged; the client has shut down soon after, and another one is to be started
     */
    ThreadFailures(Clock clock, List<String> inputs, FaultTracker faults, Consumer<Throwable> repair) {
        this.clock = clock;
        this.inputs = inputs;
        this.faults = faults;
        this.repair = repair;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        faults.happened(
                exception instanceof MissingSourceTopicException
                        ? "topic " + String.join(" or ", inputs)
                                + " was deleted; start the detector again, which creates it"
                        : describe(exception));
        boolean giveUp = !SchemaRegistryUnavailableException.isCauseOf(exception) && countRecent() >= MAX_FAILURES;
        if (!giveUp && DamagedState.cause(exception).isPresent()) {
            repair.accept(exception);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.atError()
                .addKeyValue("failures", recent.size())
                .setCause(exception)
                .log(giveUp ? "stream thread keeps failing, detector stops" : "stream thread failed, it is replaced");
        return giveUp ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT : StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** The root of a failure, with what helps where that is known. */
    static String describe(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).contains(DISK_FULL)
                ? "the disk is full (" + root.getMessage() + "); free some space, then start it again"
                : root.toString();
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
