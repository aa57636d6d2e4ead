package dev.backslide.cli;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Text;
import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.PerformanceRegressionTracker;
import dev.backslide.sdk.ResultsFile;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.TrackerBuilder;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.storage.StorageException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Records measurements in files or through Kafka, and says so in the results file of a run that this command is part of. Not
 * thread-safe.
 */
final class Recording {

    private final Surroundings surroundings;
    private final Configuration configuration;
    private final @Nullable Path resultsFile;

    Recording(Surroundings surroundings, Configuration configuration) {
        this.surroundings = surroundings;
        this.configuration = configuration;
        this.resultsFile = ChildVariables.resultsFile(surroundings);
    }

    /** Whether this command is part of a run whose outcome another one decides. */
    boolean isGated() {
        return resultsFile != null;
    }

    /** Says where it was recorded; inside a gate, the gate does. */
    void tell(Place place) {
        if (!isGated()) {
            place.tell(surroundings, configuration, FolderOption.NAME, ClusterOptions.NAME);
        }
    }

    /** Records in the folder of the local tracker, which has the verdicts at once, in the events' order. */
    List<VerdictOutcome> locally(List<MetricEvent> events) {
        TrackerBuilder builder = LocalTracking.tracker(surroundings, configuration, RunContext.UNKNOWN);
        if (resultsFile != null) {
            builder.resultsFile(resultsFile);
        }
        try (PerformanceRegressionTracker tracker = builder.build()) {
            tellOtherBranch(tracker, events);
            return events.stream().map(event -> add(event, tracker)).toList();
        } catch (StorageException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** Within a gate, one name has one result: a second one would be judged against the first. */
    private VerdictOutcome add(MetricEvent event, PerformanceRegressionTracker tracker) {
        String runId = event.run().runId();
        if (resultsFile == null || runId == null) {
            return tracker.addMetric(event);
        }
        String series =
                SeriesKey.of(event, configuration.get(Setting.DIMENSIONS)).toString();
        Optional<MetricEvent> other = tracker.getMetricHistory(series).stream()
                .filter(known ->
                        runId.equals(known.run().runId()) && !known.eventId().equals(event.eventId()))
                .findFirst();
        if (other.isEmpty()) {
            return tracker.addMetric(event);
        }
        String refusal = Text.quote(series) + " has a result in this run already, "
                + Numbers.plain(other.get().value())
                + " " + other.get().unit() + ", and two results of one name cannot be told apart; give "
                + Numbers.plain(event.value()) + " " + event.unit() + " another name, or another model name";
        new ResultsFile(resultsFile).appendRefused(event.name(), event.unit(), event.modelName(), refusal);
        return new NotSent(DropReason.INVALID, refusal);
    }

    /** A gate compares branches on purpose; elsewhere they do not meet in one series without anybody being told. */
    private void tellOtherBranch(PerformanceRegressionTracker tracker, List<MetricEvent> events) {
        List<String> dimensions = configuration.get(Setting.DIMENSIONS);
        if (isGated() || dimensions.contains(MeasurementColumns.BRANCH)) {
            return;
        }
        for (MetricEvent event : events) {
            String series = SeriesKey.of(event, dimensions).toString();
            String before = tracker.getPreviousMetric(series)
                    .map(previous -> previous.run().branch())
                    .orElse(null);
            String now = event.run().branch();
            if (before != null && now != null && !before.equals(now)) {
                Failures.print(
                        surroundings.err(),
                        series + " was measured on branch " + before + " before and is on " + now
                                + " now, in one series; '[series] dimensions = branch' keeps branches apart");
                return;
            }
        }
    }

    /**
     * Publishes, and returns once the broker has all or the verdicts are there, in the events' order.
     *
     * @param wait for the verdicts, in all; null: not at all
     */
    List<VerdictOutcome> throughKafka(List<MetricEvent> events, @Nullable Duration wait) {
        try (Publishing publishing = new Publishing(configuration, RunContext.UNKNOWN)) {
            Cluster.connect(configuration).close();
            Bulk bulk = new Bulk(publishing);
            List<VerdictOutcome> outcomes;
            if (wait == null) {
                bulk.record(events);
                outcomes = Collections.nCopies(
                        events.size(), new NoneCame(true, "no verdict was waited for", Duration.ZERO));
            } else {
                outcomes = bulk.recordAndAwait(events, wait);
            }
            if (resultsFile != null) {
                append(new ResultsFile(resultsFile), events, outcomes);
            }
            return outcomes;
        }
    }

    private void append(ResultsFile results, List<MetricEvent> events, List<VerdictOutcome> outcomes) {
        for (int i = 0; i < events.size(); i++) {
            String key = SeriesKey.of(events.get(i), configuration.get(Setting.DIMENSIONS))
                    .toString();
            results.append(events.get(i), key, outcomes.get(i));
        }
    }
}
