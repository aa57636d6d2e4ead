package dev.backslide.sdk.internal.storage;

import dev.backslide.core.store.AlertActions;
import dev.backslide.core.store.AlertStore;
import dev.backslide.sdk.tracker.TrackerFile;

import java.nio.file.Path;

/** What a tracker keeps its measurements and alerts in: it is asked, acted upon, and writes files. Implementations are thread-safe. */
public interface TrackerStore extends AlertStore, AlertActions {

    /**
     * Writes a file into a folder, which is made where it is not there; returns the file.
     *
     * @throws dev.backslide.sdk.tracker.StorageException when it cannot be written
     */
    Path write(TrackerFile file, Path folder);
}
