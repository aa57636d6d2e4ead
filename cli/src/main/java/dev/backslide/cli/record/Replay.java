package dev.backslide.cli.record;

import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.context.ProgressBar;
import dev.backslide.cluster.ReportingPublisher;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;
import dev.backslide.files.MeasurementDefaults;
import dev.backslide.files.MeasurementFile;
import dev.backslide.files.RejectedRows;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;

import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Records every measurement of a file. A row keeps its event id from replay to replay, so that replaying twice doubles nothing. Not
 * thread-safe: one a file.
 */
public final class Replay {

    /** How many measurements are recorded between two looks at how far they are; below the publisher's queue capacity. */
    private static final int CHUNK = 2_000;

    private static final Duration CHUNK_TIMEOUT = Duration.ofSeconds(60);

    private final Destination destination;
    private final ProgressBar progress;
    private final RejectedRows rejected = new RejectedRows();
    private long sent;

    /** Where measurements go. Not thread-safe. */
    interface Destination {

        /** @throws InvalidMetricException when it is refused */
        void record(MetricEvent event);

        /** Waits until it has kept up. */
        default void catchUp() {}

        /** Returns once all is kept. @throws CommandFailure when something is not */
        default void finish() {}
    }

    public Replay(Destination destination, ProgressBar progress) {
        this.destination = destination;
        this.progress = progress;
    }

    /** Publishes, never more at once than the publisher takes. */
    public static Destination to(ReportingPublisher publishing) {
        return new Destination() {
            @Override
            public void record(MetricEvent event) {
                publishing.publisher().record(event);
            }

            @Override
            public void catchUp() {
                publishing.publisher().flush(CHUNK_TIMEOUT);
            }

            @Override
            public void finish() {
                publishing.requireDelivered();
            }
        };
    }

    /** Records in the files of a local tracker, which judges at once. */
    public static Destination to(PerformanceRegressionTracker tracker) {
        return event -> {
            if (tracker.addMetric(event) instanceof NotSent refused) {
                throw new InvalidMetricException(refused.message());
            }
        };
    }

    /**
     * Records to the end of the input and returns once all is kept.
     *
     * @param watcher told each measurement that was recorded
     * @return the header of the file
     * @throws CommandFailure when the header is wrong or the measurements are not taken
     */
    public String run(InputStream input, MeasurementDefaults defaults, Consumer<MetricEvent> watcher) {
        String header = new MeasurementFile(defaults)
                .read(
                        input,
                        row -> {
                            destination.record(row.event());
                            watcher.accept(row.event());
                            if (++sent % CHUNK == 0) {
                                destination.catchUp();
                                progress.show(sent + rejected.count());
                            }
                        },
                        rejected::add);
        destination.finish();
        progress.show(sent + rejected.count());
        return header;
    }

    /** Measurements that are kept. */
    public long sent() {
        return sent;
    }

    RejectedRows rejected() {
        return rejected;
    }
}
