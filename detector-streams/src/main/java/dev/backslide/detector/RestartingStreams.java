package dev.backslide.detector;

import dev.backslide.detector.state.DamagedState;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Kafka Streams, started anew where its local state turns out to be damaged: what is damaged is set aside, and the changelogs have
 * all of it. Nothing is lost or doubled by that. Thread-safe.
 */
final class RestartingStreams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RestartingStreams.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(8);
    private static final Duration BROKEN_CLOSE_TIMEOUT = Duration.ofMinutes(1);
    /** Each partition may be damaged once; a disk that damages more than this is not to be written to any more. */
    private static final int MAX_DAMAGES = 100;

    private final Function<Consumer<Throwable>, KafkaStreams> factory;
    private final Path folder;
    private final FaultTracker faults;
    private final Clock clock;
    private volatile KafkaStreams current;
    private volatile boolean repairing;
    private boolean closed;
    private int damages;

    /**
     * @param factory makes one that is not started, with its listeners; given what to tell damaged state to
     * @param folder of the application's local state
     */
    RestartingStreams(
            Function<Consumer<Throwable>, KafkaStreams> factory, Path folder, FaultTracker faults, Clock clock) {
        this.factory = factory;
        this.folder = folder;
        this.faults = faults;
        this.clock = clock;
        this.current = factory.apply(this::repair);
    }

    /** The one that runs now. */
    KafkaStreams current() {
        return current;
    }

    /** Whether another one will run in a moment. */
    boolean isRepairing() {
        return repairing;
    }

    /** @throws StreamsException when it cannot start, for another reason than damaged state */
    synchronized void start() {
        while (true) {
            try {
                current.start();
                return;
            } catch (StreamsException e) {
                current.close(BROKEN_CLOSE_TIMEOUT);
                setAside(e);
                current = factory.apply(this::repair);
            }
        }
    }

    /** Closes the one that runs in the background, sets aside what is damaged, and starts another one. */
    private synchronized void repair(Throwable damage) {
        if (!repairing && !closed) {
            repairing = true;
            Thread thread = new Thread(() -> restart(damage), "backslide-detector-repair");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void restart(Throwable damage) {
        current.close(BROKEN_CLOSE_TIMEOUT);
        synchronized (this) {
            try {
                if (!closed) {
                    setAside(damage);
                    current = factory.apply(this::repair);
                    start();
                }
            } catch (RuntimeException e) {
                faults.happened(String.valueOf(e.getMessage()));
                LOG.atError().setCause(e).log("damaged state could not be restored, detector stops");
            } finally {
                repairing = false;
            }
        }
    }

    private void setAside(Throwable failure) {
        String cause = DamagedState.cause(failure).orElse(null);
        if (cause == null || ++damages > MAX_DAMAGES) {
            throw new StreamsException(
                    "the detector cannot use its local state in '" + folder + "' (" + ThreadFailures.describe(failure)
                            + ")",
                    failure);
        }
        try {
            Path aside = DamagedState.setAside(folder, failure, clock.instant());
            faults.happened("damaged local state (" + cause + ")");
            LOG.atWarn()
                    .setMessage(
                            "the detector's local state is damaged; it is set aside and restored from the changelog")
                    .addKeyValue("cause", cause)
                    .addKeyValue("kept_in", aside)
                    .log();
        } catch (IOException e) {
            throw new StreamsException(
                    "the detector's local state in '" + folder + "' is damaged (" + cause
                            + ") and cannot be set aside (" + e + "); move the folder away, then start it again",
                    e);
        }
    }

    /** Returns once everything judged is committed, within 8 seconds. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        // Leaving the group hands the partitions over at once; staying would keep them idle for the session timeout.
        current.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
}
