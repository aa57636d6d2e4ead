package dev.backslide.cli.record;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.context.Failures;
import dev.backslide.cli.gate.ChildVariables;
import dev.backslide.cli.option.ClusterOptions;
import dev.backslide.cli.option.LocalTracking;
import dev.backslide.cli.option.StoreLocation;
import dev.backslide.cluster.BatchPublisher;
import dev.backslide.cluster.Cluster;
import dev.backslide.cluster.ReportingPublisher;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.text.Counted;
import dev.backslide.files.MeasurementColumns;
import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import dev.backslide.sdk.tracker.ResultsFile;
import dev.backslide.sdk.tracker.StorageException;
import dev.backslide.sdk.tracker.TrackerBuilder;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Records measurements in files or through Kafka, and says so in the results file of a run that this command is part of. Not
 * thread-safe.
 */
final class MeasurementRecorder {

    private final CliContext context;
    private final Configuration configuration;
    private final @Nullable Path resultsFile;
    private long again;
    private boolean toldBranch;

    MeasurementRecorder(CliContext context, Configuration configuration) {
        this.context = context;
        this.configuration = configuration;
        this.resultsFile = ChildVariables.resultsFile(context);
    }

    /** Whether this command is part of a run whose outcome another one decides. */
    boolean isGated() {
        return resultsFile != null;
    }

    /** Says where it was recorded; inside a gate, the gate does. */
    void tell(StoreLocation place) {
        if (!isGated()) {
            place.tell(context, configuration, LocalTracking.OPTION, ClusterOptions.NAME);
        }
    }

    /** Hands over measurements, whose names may depend on what a tracker has. */
    @FunctionalInterface
    interface LocalSource {
        void to(PerformanceRegressionTracker tracker, Consumer<MetricEvent> events);
    }

    /** Records one measurement in the folder of the local tracker. */
    VerdictOutcome locally(MetricEvent event) {
        List<VerdictOutcome> outcome = new ArrayList<>();
        locally((tracker, events) -> events.accept(event), (recorded, became) -> outcome.add(became));
        return outcome.get(0);
    }

    /**
     * Records in the folder of the local tracker, which has the verdicts at once.
     *
     * @param outcomes told what became of each measurement, in their order
     */
    void locally(LocalSource source, BiConsumer<MetricEvent, VerdictOutcome> outcomes) {
        TrackerBuilder builder = LocalTracking.tracker(context, configuration, RunContext.UNKNOWN);
        if (resultsFile != null) {
            builder.resultsFile(resultsFile);
        }
        try (PerformanceRegressionTracker tracker = builder.build()) {
            source.to(tracker, event -> {
                tellOtherBranch(tracker, event);
                outcomes.accept(event, add(event, tracker));
            });
        } catch (StorageException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
        tellAgain();
    }

    private VerdictOutcome add(MetricEvent event, PerformanceRegressionTracker tracker) {
        String series = series(event);
        RunResults results = new RunResults();
        tracker.getMetricHistory(series).forEach(known -> results.add(series, known));
        MetricEvent recorded = results.asRecorded(series, event);
        again += recorded.equals(event) ? 0 : 1;
        return results.refusal(series, recorded)
                .<VerdictOutcome>map(why -> {
                    appendRefused(recorded, why);
                    return new NotSent(DropReason.INVALID, why);
                })
                .orElseGet(() -> tracker.addMetric(recorded));
    }

    private void appendRefused(MetricEvent event, String why) {
        if (resultsFile != null) {
            new ResultsFile(resultsFile).appendRefused(event.name(), event.unit(), event.modelName(), why);
        }
    }

    private void tellAgain() {
        if (again > 0) {
            Failures.print(
                    context.err(),
                    Counted.of(
                                    again,
                                    "measurement was recorded before, with another time; it keeps",
                                    "measurements were recorded before, with another time; they keep")
                            + " that time, and nothing is counted twice");
        }
    }

    private String series(MetricEvent event) {
        return SeriesKey.of(event, configuration.get(Setting.DIMENSIONS)).toString();
    }

    /** A gate compares branches on purpose; elsewhere they do not meet in one series without anybody being told. */
    private void tellOtherBranch(PerformanceRegressionTracker tracker, MetricEvent event) {
        if (toldBranch || isGated() || configuration.get(Setting.DIMENSIONS).contains(MeasurementColumns.BRANCH)) {
            return;
        }
        String series = series(event);
        String before = tracker.getPreviousMetric(series)
                .map(previous -> previous.run().branch())
                .orElse(null);
        String now = event.run().branch();
        if (before != null && now != null && !before.equals(now)) {
            toldBranch = true;
            Failures.print(
                    context.err(),
                    series + " was measured on branch " + before + " before and is on " + now
                            + " now, in one series; '[series] dimensions = branch' separates branches");
        }
    }

    /** Publishes one measurement; see the other one. */
    VerdictOutcome throughKafka(MetricEvent event, @Nullable Duration wait) {
        List<VerdictOutcome> outcome = new ArrayList<>();
        throughKafka(events -> events.accept(event), wait, (recorded, became) -> outcome.add(became));
        return outcome.get(0);
    }

    /**
     * Publishes, and returns once the broker has all or the verdicts are there.
     *
     * @param source hands over the measurements
     * @param wait for the verdicts, in all; null: not at all
     * @param outcomes told what became of each measurement, in their order
     */
    void throughKafka(
            Consumer<Consumer<MetricEvent>> source,
            @Nullable Duration wait,
            BiConsumer<MetricEvent, VerdictOutcome> outcomes) {
        try (Cluster cluster = Cluster.connect(configuration);
                ReportingPublisher publishing = new ReportingPublisher(configuration, RunContext.UNKNOWN)) {
            KafkaRecorder recording = new KafkaRecorder(
                    context, configuration, cluster, new BatchPublisher(publishing, wait), (event, outcome) -> {
                        append(event, outcome);
                        outcomes.accept(event, outcome);
                    });
            source.accept(recording::add);
            again += recording.finish();
        }
        tellAgain();
    }

    private void append(MetricEvent event, VerdictOutcome outcome) {
        if (outcome instanceof NotSent refused && refused.dropReason() == DropReason.INVALID) {
            appendRefused(event, refused.message());
        } else if (resultsFile != null) {
            new ResultsFile(resultsFile).append(event, series(event), outcome);
        }
    }
}
