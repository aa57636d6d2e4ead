package dev.backslide.cli;

import java.nio.file.Path;
import java.util.ArrayList;
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
        List<Path> files = new ArrayList<>();
        try {
            if (tracker == TrackerKind.KAFKA) {
                Exports exports = new Exports(new SinkClient(configuration.get(Setting.SINK_URL)), folder);
                files.add(exports.report());
                files.add(exports.csv());
            }
        } catch (CommandFailure e) {
            surroundings.err().println("backslide: no report of all history: " + Failures.describe(e));
        }
        return files;
    }
}
