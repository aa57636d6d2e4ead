package dev.backslide.cli.gate;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.context.Failures;
import dev.backslide.cli.option.LocalTracking;
import dev.backslide.cli.option.SinkOptions;
import dev.backslide.cli.store.SinkAlertStore;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.TrackerKind;
import dev.backslide.core.store.StoreRequestException;
import dev.backslide.sdk.internal.local.LocalAlertStore;
import dev.backslide.sdk.internal.local.LocalFolder;
import dev.backslide.sdk.internal.storage.TrackerStore;
import dev.backslide.sdk.tracker.StorageException;
import dev.backslide.sdk.tracker.TrackerFile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes the specification's report and CSV of all history beside a gate's own files. Immutable. */
final class HistoryReports {

    private static final List<TrackerFile> FILES = List.of(TrackerFile.REPORT, TrackerFile.PAGE, TrackerFile.CSV);

    private final CliContext context;
    private final Configuration configuration;

    HistoryReports(CliContext context, Configuration configuration) {
        this.context = context;
        this.configuration = configuration;
    }

    /** The files written. What the gate found does not depend on them: a failure is told and no more. */
    List<Path> write(TrackerKind tracker, Path folder) {
        try {
            Optional<TrackerStore> store = store(tracker);
            return FILES.stream()
                    .flatMap(file -> store.stream().map(known -> known.write(file, folder)))
                    .toList();
        } catch (CommandFailure | StorageException | StoreRequestException e) {
            Failures.print(context.err(), "no report of all history: " + e.getMessage());
            return List.of();
        }
    }

    /** Where no tracker has kept anything, there is nothing to report. */
    private Optional<TrackerStore> store(TrackerKind tracker) {
        if (tracker == TrackerKind.KAFKA) {
            return Optional.of(new SinkAlertStore(SinkOptions.client(configuration)));
        }
        Path folder = LocalTracking.folder(context, configuration);
        return LocalFolder.isThere(folder)
                ? Optional.of(new LocalAlertStore(LocalFolder.open(folder, configuration.policies()), context.clock()))
                : Optional.empty();
    }
}
