package dev.backslide.sdk;

import dev.backslide.core.RegressionAlert;
import dev.backslide.core.detection.Policies;
import dev.backslide.sdk.storage.Archive;
import dev.backslide.sdk.storage.ArchiveManifest;
import dev.backslide.sdk.storage.ArchiveWriter;
import dev.backslide.sdk.storage.JournalLimits;
import dev.backslide.sdk.storage.PositionedCommand;
import dev.backslide.sdk.storage.Retention;
import dev.backslide.sdk.storage.StorageException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The folder of a local tracker, for those who look after it: prune, back up, restore, also while trackers use it. Thread-safe.
 */
public final class LocalFolder {

    private final LocalState state;

    private LocalFolder(LocalState state) {
        this.state = state;
    }

    /**
     * Opens a folder that is there.
     *
     * @throws StorageException when it is not, or cannot be used
     */
    public static LocalFolder open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new StorageException("folder '" + folder + "' is not there; name the folder of a local tracker");
        }
        return openOrMake(folder);
    }

    /** Opens a folder, which is made where it is not there. */
    public static LocalFolder openOrMake(Path folder) {
        return new LocalFolder(new LocalState(folder, JournalLimits.KEEPING_EVERYTHING, Policies.DEFAULT));
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
