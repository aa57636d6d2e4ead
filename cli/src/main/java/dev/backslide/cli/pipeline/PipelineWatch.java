package dev.backslide.cli.pipeline;

import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.context.Failures;
import dev.backslide.detector.DetectorHealth;
import dev.backslide.sink.status.SinkHealth;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks every second how detector and sink are: says once where one of them is not well for a while, and again when it is, and
 * ends the pipeline where one has stopped for good. Not thread-safe: one thread.
 */
final class PipelineWatch {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PrintWriter err;
    private final Path log;
    private final Map<String, Long> illSinceNanos = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private long startingToldNanos = System.nanoTime();

    /** @param log what the messages lead to */
    PipelineWatch(PrintWriter err, Path log) {
        this.err = err;
        this.log = log;
    }

    /** A start that takes its time is explained now and then. */
    void starting(DetectorHealth detector) {
        if (System.nanoTime() - startingToldNanos > PATIENCE.toNanos()) {
            startingToldNanos = System.nanoTime();
            Failures.print(err, "the detector is starting: " + detector.cause());
        }
    }

    /** Returns why the pipeline is to end; never where it was told to stop, since the process is ending then. */
    CommandFailure awaitStop(LocalPipeline pipeline) throws InterruptedException {
        while (true) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            DetectorHealth detector = pipeline.detector().health();
            SinkHealth sink = pipeline.sink().health();
            if (pipeline.isClosing()) {
                new CountDownLatch(1).await();
            }
            if (detector.stopped()) {
                return stopped("the detector", detector.cause());
            }
            if (sink.stopped()) {
                return stopped("the sink", sink.cause());
            }
            tell("the detector", detector.ok(), detector.cause());
            tell("the sink", sink.ok(), sink.cause());
        }
    }

    private CommandFailure stopped(String role, String cause) {
        return new CommandFailure(role + " has stopped: " + cause + "; its log is " + log);
    }

    private void tell(String role, boolean ok, String cause) {
        if (ok) {
            illSinceNanos.remove(role);
            if (told.remove(role)) {
                Failures.print(err, role + " is healthy again");
            }
            return;
        }
        long since = illSinceNanos.computeIfAbsent(role, one -> System.nanoTime());
        if (System.nanoTime() - since > PATIENCE.toNanos() && told.add(role)) {
            Failures.print(err, role + " is unhealthy: " + cause);
        }
    }
}
