package dev.backslide.cli.pipeline;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.context.ProgressBar;
import dev.backslide.cluster.DetectorLag;
import dev.backslide.core.text.Counted;
import dev.backslide.detector.DetectorHealth;
import dev.backslide.sink.status.SinkHealth;
import org.apache.kafka.common.KafkaException;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until what was published is judged and stored, by what detector and sink have committed. Not thread-safe. */
final class PipelineDrain {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final long PAUSE_MILLIS = 50;

    private final CliContext context;
    private final LocalPipeline pipeline;
    private final DetectorLag detectorLag;

    PipelineDrain(CliContext context, LocalPipeline pipeline, DetectorLag detectorLag) {
        this.context = context;
        this.pipeline = pipeline;
        this.detectorLag = detectorLag;
    }

    /**
     * Returns once nothing is left to judge and nothing to store.
     *
     * @param published measurements
     * @throws CommandFailure when detector or sink stop working, or need more than 5 minutes
     */
    void await(long published) throws InterruptedException {
        ProgressBar judging = new ProgressBar(context, "judging", published);
        long left = detectorLag.awaitNone(TIMEOUT, lag -> {
            requireNotStopped(pipeline.detector().health());
            judging.show(published - lag);
        });
        if (left > 0) {
            throw late("judged", left);
        }
        awaitStored(published);
    }

    private void awaitStored(long published) throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        requireSinkWell();
        long first = pipeline.sink().progress().lag();
        ProgressBar materializing = new ProgressBar(context, "materializing", first);
        for (long lag = first; ; lag = pipeline.sink().progress().lag()) {
            materializing.show(first - Math.min(first, lag));
            if (lag == 0 && pipeline.sink().progress().consumed() >= published) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw late("stored", lag);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            requireSinkWell();
        }
    }

    private void requireSinkWell() {
        SinkHealth health = pipeline.sink().health();
        requireWell("the sink", health.ok(), health.cause());
    }

    /** A detector that is not well for a while, as in each rebalance, is waited for. */
    static void requireNotStopped(DetectorHealth detector) {
        requireWell("the detector", !detector.stopped(), detector.cause());
    }

    private static void requireWell(String service, boolean ok, String cause) {
        if (!ok) {
            throw new KafkaException(service + " stopped working: " + cause);
        }
    }

    private static CommandFailure late(String done, long left) {
        return new CommandFailure(Counted.of(left, "record was", "records were") + " not " + done + " within "
                + TIMEOUT.toMinutes() + " minutes; see the log");
    }
}
