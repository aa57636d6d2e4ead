package dev.backslide.sdk.internal.run;

import dev.backslide.core.detection.rule.Policies;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.tracker.JournalLimits;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * What local and Kafka trackers have in common. Immutable.
 *
 * @param storageDir folder of a local tracker; where {@code saveHistory} writes
 * @param journal how large a local tracker's journal gets
 * @param policies what a local tracker judges by; through Kafka, what {@code checkRegression} judges by
 * @param thresholdGiven whether the user chose thresholds: then events take them to the detector
 * @param directionGiven whether the user chose directions: then events take them to the detector
 * @param runContext of {@code recordMetric}
 * @param dimensions of a local tracker
 * @param resultsFile null: none
 * @param reportsDir where reports go that name no folder
 * @param exportsDir where CSV files go that name no folder
 * @param verdictTimeout for the pipeline's answers
 * @param clock of measurements taken now, of reports and commands
 */
public record TrackerSettings(
        Path storageDir,
        JournalLimits journal,
        Policies policies,
        boolean thresholdGiven,
        boolean directionGiven,
        RunContext runContext,
        List<String> dimensions,
        @Nullable Path resultsFile,
        Path reportsDir,
        Path exportsDir,
        Duration verdictTimeout,
        Clock clock) {

    public TrackerSettings {
        dimensions = List.copyOf(dimensions);
    }
}
