package dev.backslide.cli;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.configuration.TrackerKind;
import dev.backslide.sdk.PerformanceRegressionTracker;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.storage.StorageException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the specification's report and CSV of all history beside a gate's own files. Immutable. */
final class HistoryReports {

    private final Surroundings surroundings;
    private final Configuration configuration;

    HistoryReports(Surroundings surroundings, Configuration configuration) {
        this.surroundings = surroundings;
        this.configuration = configuration;
    }

    /** The files written. What the gate found does not depend on them: a failure is told and no more. */
    List<Path> write(TrackerKind tracker, Path folder) {
        try {
            return tracker == TrackerKind.KAFKA ? fromTheSink(folder) : fromFiles(folder);
        } catch (CommandFailure | StorageException e) {
            surroundings.err().println("backslide: no report of all history: " + e.getMessage());
            return List.of();
        }
    }

    private List<Path> fromTheSink(Path folder) {
        Exports exports = new Exports(new SinkClient(configuration.get(Setting.SINK_URL)), folder);
        return List.of(exports.report(), exports.page(), exports.csv());
    }

    /** Where no tracker has kept anything, there is nothing to report. */
    private List<Path> fromFiles(Path folder) {
        if (!Files.isDirectory(LocalTracking.folder(surroundings, configuration))) {
            return List.of();
        }
        try (PerformanceRegressionTracker history = LocalTracking.tracker(
                        surroundings, configuration, RunContext.UNKNOWN)
                .build()) {
            Path report = history.generateReport(folder);
            return List.of(report, report.resolveSibling(Exports.PAGE), history.exportCsv(folder));
        }
    }
}
