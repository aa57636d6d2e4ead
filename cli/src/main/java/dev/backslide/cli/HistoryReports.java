package dev.backslide.cli;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.configuration.TrackerKind;
import dev.backslide.sdk.LocalFolder;
import dev.backslide.sdk.TrackerFile;
import dev.backslide.sdk.storage.StorageException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes the specification's report and CSV of all history beside a gate's own files. Immutable. */
final class HistoryReports {

    private static final List<TrackerFile> FILES = List.of(TrackerFile.REPORT, TrackerFile.PAGE, TrackerFile.CSV);

    private final Surroundings surroundings;
    private final Configuration configuration;

    HistoryReports(Surroundings surroundings, Configuration configuration) {
        this.surroundings = surroundings;
        this.configuration = configuration;
    }

    /** The files written. What the gate found does not depend on them: a failure is told and no more. */
    List<Path> write(TrackerKind tracker, Path folder) {
        try {
            Optional<AskedStore> store = store(tracker);
            return FILES.stream()
                    .flatMap(file -> store.stream().map(known -> known.write(file, folder)))
                    .toList();
        } catch (CommandFailure | StorageException e) {
            Failures.print(surroundings.err(), "no report of all history: " + e.getMessage());
            return List.of();
        }
    }

    /** Where no tracker has kept anything, there is nothing to report. */
    private Optional<AskedStore> store(TrackerKind tracker) {
        if (tracker == TrackerKind.KAFKA) {
            return Optional.of(new AskedSink(new SinkClient(configuration.get(Setting.SINK_URL))));
        }
        Path folder = LocalTracking.folder(surroundings, configuration);
        return LocalFolder.isThere(folder)
                ? Optional.of(new AskedFolder(LocalFolder.open(folder, configuration.policies()), surroundings.clock()))
                : Optional.empty();
    }
}
