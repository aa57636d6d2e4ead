package dev.backslide.sdk.internal.local;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.detection.monitor.CommandOutcome;
import dev.backslide.core.detection.rule.Policies;
import dev.backslide.sdk.internal.storage.Archive;
import dev.backslide.sdk.internal.storage.ArchiveManifest;
import dev.backslide.sdk.internal.storage.ArchiveWriter;
import dev.backslide.sdk.internal.storage.Journal;
import dev.backslide.sdk.internal.storage.PositionedCommand;
import dev.backslide.sdk.internal.storage.Restored;
import dev.backslide.sdk.tracker.JournalLimits;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import dev.backslide.sdk.tracker.Retention;
import dev.backslide.sdk.tracker.StorageException;
import dev.backslide.sdk.tracker.TrackerFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The folder of a local tracker, for those who look after it: read, handle alerts, prune, back up, restore, also while trackers
 * use it. What cannot be read or written is a {@link StorageException}. Thread-safe.
 */
public final class LocalFolder {

    private final LocalState state;

    private LocalFolder(LocalState state) {
        this.state = state;
    }

    /** Whether a folder holds a local tracker's journal, or a history that the first one to open it takes in. */
    public static boolean isThere(Path folder) {
        return Journal.isIn(folder) || Files.exists(folder.resolve(TrackerFile.HISTORY.fileName()));
    }

    /** Opens a folder that is there, for those whom policies do not matter. */
    public static LocalFolder open(Path folder) {
        return open(folder, Policies.DEFAULT);
    }

    /**
     * Opens a folder that is there.
     *
     * @param policies that its trackers judge under
     * @throws StorageException when nobody has recorded in it
     */
    public static LocalFolder open(Path folder, Policies policies) {
        if (!Files.isDirectory(folder)) {
            throw new StorageException("folder '" + folder + "' does not exist; name the folder of a local tracker");
        }
        if (!isThere(folder)) {
            throw new StorageException("folder '" + folder + "' has no journal;"
                    + " record in it first, or name the folder of a local tracker");
        }
        if (!Journal.isIn(folder)) {
            PerformanceRegressionTracker.builder()
                    .local(folder)
                    .policies(policies)
                    .build()
                    .close();
        }
        return opened(folder, policies);
    }

    /** Opens a folder, which is made where it is not there. */
    public static LocalFolder openOrMake(Path folder) {
        return opened(folder, Policies.DEFAULT);
    }

    private static LocalFolder opened(Path folder, Policies policies) {
        return new LocalFolder(new LocalState(folder, JournalLimits.KEEPING_EVERYTHING, policies));
    }

    /** The folder. */
    public Path path() {
        return state.folder();
    }

    /** Keys of the series that have measurements, in order. */
    public List<String> seriesKeys() {
        return state.read(all -> all.values().stream()
                .filter(one -> one.journal().isMeasured())
                .map(LocalSeries::key)
                .toList());
    }

    /** Measurements of a series, oldest first; empty for an unknown series. */
    public List<MetricEvent> history(String seriesKey) {
        return state.read(seriesKey, one -> one.journal().history()).orElse(List.of());
    }

    /** The measurements of a series that can be compared with each other, in its unit, oldest first. */
    public List<MetricEvent> comparable(String seriesKey) {
        return state.read(seriesKey, LocalSeries::comparable).orElse(List.of());
    }

    /** The newest measurement of a series; empty for one that nobody knows. */
    public Optional<MetricEvent> newest(String seriesKey) {
        return state.read(seriesKey, one -> one.journal().newest());
    }

    /** The baseline that is pinned for a series, in the metric's unit; empty: none. */
    public Optional<Double> pinnedBaseline(String seriesKey) {
        return state.read(seriesKey, LocalSeries::pinnedBaseline);
    }

    /** Every alert as it stands, the newest first. */
    public List<RegressionAlert> alerts() {
        return state.read(all -> all.values().stream()
                .flatMap(one -> one.journal().alerts().stream())
                .sorted(Comparator.comparing(RegressionAlert::timestamp)
                        .reversed()
                        .thenComparing(RegressionAlert::alertId))
                .toList());
    }

    /** Every revision of an alert, the first one first. */
    public List<RegressionAlert> transitions(String alertId) {
        return state.read(all -> all.values().stream()
                .flatMap(one -> one.journal().transitions().stream())
                .filter(alert -> alert.alertId().equals(alertId))
                .sorted(Comparator.comparing(RegressionAlert::revision))
                .toList());
    }

    /** Does what a command says and records who wanted it, when and why; one that is refused leaves no trace. */
    public CommandOutcome apply(AlertCommand command) {
        return state.apply(command);
    }

    /**
     * Ends every alert that stands, at one moment; returns how many.
     *
     * @param reset the command that ends one
     */
    public int resetAlerts(Function<RegressionAlert, AlertCommand> reset) {
        return state.resetAlerts(reset);
    }

    /** Writes a file about everything in this folder; returns it. */
    public Path write(TrackerFile file, Path directory, Instant now) {
        return state.write(file, directory, now);
    }

    /**
     * Drops old measurements; alerts stay.
     *
     * @param dryRun whether to count only
     * @return how many measurements
     */
    public long prune(Retention retention, boolean dryRun) {
        return state.prune(retention, dryRun);
    }

    /** Writes everything into an archive. */
    public ArchiveManifest backup(Path file, Instant now) {
        try (ArchiveWriter archive = ArchiveWriter.create(file, "folder " + state.folder(), now)) {
            return state.read(all -> {
                LocalBackup backup = new LocalBackup(archive);
                all.values().forEach(backup::add);
                return backup.finish();
            });
        }
    }

    /** Adds what an archive has and the folder has not; doing it again adds nothing. */
    public Restored restore(Archive archive) {
        List<PositionedCommand> commands = archive.commands();
        List<RegressionAlert> transitions = archive.transitions();
        return state.add(new ArchivedEntries(archive, commands, transitions).toList());
    }
}
