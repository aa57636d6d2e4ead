package dev.backslide.cli;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.SeriesKey;
import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.PerformanceRegressionTracker;
import dev.backslide.sdk.ResultsFile;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.TrackerBuilder;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.storage.StorageException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

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

    private VerdictOutcome add(MetricEvent event, PerformanceRegressionTracker tracker) {
        String series = series(event);
        RunResults results = new RunResults();
        if (event.run().runId() != null) {
            tracker.getMetricHistory(series).forEach(known -> results.add(series, known));
        }
        return results.refusal(series, event)
                .<VerdictOutcome>map(why -> refused(event, why))
                .orElseGet(() -> tracker.addMetric(event));
    }

    private NotSent refused(MetricEvent event, String why) {
        if (resultsFile != null) {
            new ResultsFile(resultsFile).appendRefused(event.name(), event.unit(), event.modelName(), why);
        }
        return new NotSent(DropReason.INVALID, why);
    }

    private String series(MetricEvent event) {
        return SeriesKey.of(event, configuration.get(Setting.DIMENSIONS)).toString();
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
            Map<String, NotSent> refused = refusedByKafka(events);
            List<MetricEvent> good = events.stream()
                    .filter(event -> !refused.containsKey(event.eventId()))
                    .toList();
            List<VerdictOutcome> outcomes = publish(new Bulk(publishing), good, wait);
            if (resultsFile != null) {
                append(new ResultsFile(resultsFile), good, outcomes);
            }
            Iterator<VerdictOutcome> next = outcomes.iterator();
            return events.stream()
                    .map(event -> {
                        NotSent refusal = refused.get(event.eventId());
                        return refusal == null ? next.next() : refusal;
                    })
                    .toList();
        }
    }

    private static List<VerdictOutcome> publish(Bulk bulk, List<MetricEvent> events, @Nullable Duration wait) {
        if (wait != null) {
            return bulk.recordAndAwait(events, wait);
        }
        bulk.record(events);
        return Collections.nCopies(events.size(), new NoneCame(true, "no verdict was waited for", Duration.ZERO));
    }

    /** By event id: what has another result of its name in its run. Where that cannot be found out, nothing is refused. */
    private Map<String, NotSent> refusedByKafka(List<MetricEvent> events) {
        List<MetricEvent> ofRuns =
                events.stream().filter(event -> event.run().runId() != null).toList();
        Map<String, NotSent> refused = new HashMap<>();
        try (Cluster cluster = Cluster.connect(configuration)) {
            RunResults results = new RunResults();
            if (!ofRuns.isEmpty()) {
                results.addPublished(
                        cluster,
                        ofRuns.stream()
                                .map(event -> Map.entry(series(event), event))
                                .toList(),
                        System.nanoTime()
                                + configuration.get(Setting.BROKER_TIMEOUT).toNanos());
            }
            for (MetricEvent event : ofRuns) {
                results.refusal(series(event), event)
                        .ifPresent(why -> refused.put(event.eventId(), refused(event, why)));
            }
        } catch (KafkaException e) {
            Failures.print(
                    surroundings.err(),
                    "whether this run has other results of the same names is not known (" + Failures.describe(e)
                            + "); allow reading the topic of measurements to have them named");
        }
        return refused;
    }

    private void append(ResultsFile results, List<MetricEvent> events, List<VerdictOutcome> outcomes) {
        for (int i = 0; i < events.size(); i++) {
            results.append(events.get(i), series(events.get(i)), outcomes.get(i));
        }
    }
}
