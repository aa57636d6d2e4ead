package dev.backslide.cli;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.SeriesKey;
import dev.backslide.sdk.PerformanceRegressionTracker;
import dev.backslide.sdk.ResultsFile;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.TrackerBuilder;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.storage.StorageException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Records one measurement in files or through Kafka, and says so in the results file of a run that this command is part of. Not
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

    /** Records in the folder of the local tracker, which has the verdict at once. */
    VerdictOutcome locally(MetricEvent event) {
        TrackerBuilder builder = LocalTracking.tracker(surroundings, configuration, RunContext.UNKNOWN);
        if (resultsFile != null) {
            builder.resultsFile(resultsFile);
        }
        try (PerformanceRegressionTracker tracker = builder.build()) {
            return tracker.addMetric(event);
        } catch (StorageException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Publishes, and returns once the broker has it or the verdict is there.
     *
     * @param wait for the verdict; null: not at all
     */
    VerdictOutcome throughKafka(MetricEvent event, @Nullable Duration wait) {
        try (Publishing publishing = new Publishing(configuration, RunContext.UNKNOWN)) {
            Cluster.connect(configuration).close();
            VerdictOutcome outcome;
            if (wait == null) {
                publishing.publisher().record(event);
                publishing.requireDelivered();
                outcome = new NoneCame(true, "no verdict was waited for", Duration.ZERO);
            } else {
                outcome = publishing.publisher().recordAndAwait(event, wait);
            }
            if (resultsFile != null) {
                String key = SeriesKey.of(event, configuration.get(Setting.DIMENSIONS))
                        .toString();
                new ResultsFile(resultsFile).append(event, key, outcome);
            }
            return outcome;
        }
    }
}
