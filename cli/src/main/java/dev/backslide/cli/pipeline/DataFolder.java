package dev.backslide.cli.pipeline;

import dev.backslide.cli.context.CommandFailure;
import dev.backslide.configuration.FileTrouble;
import dev.backslide.schemas.PrivateFolder;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that the local pipeline keeps, held by one process at a time: the lock goes with the process, even when it is
 * killed. Thread-safe.
 */
public final class DataFolder implements AutoCloseable {

    private static final String KEPT = "kept";

    private final Path folder;
    private final FileChannel lockFile;

    private DataFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** @throws CommandFailure when the folder cannot be made or written, or another process holds it */
    public static DataFolder take(Path folder) {
        try {
            PrivateFolder.create(folder.resolve("logs"));
            FileChannel lockFile =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(lockFile) == null) {
                lockFile.close();
                throw new CommandFailure(
                        "data folder '" + folder + "' is in use by another 'backslide up'; stop that one, "
                                + "or choose another folder with --data-dir");
            }
            return new DataFolder(folder, lockFile);
        } catch (IOException e) {
            throw new CommandFailure(
                    "data folder '" + folder + "' cannot be written (" + FileTrouble.of(e)
                            + "); make it writable, or choose another with --data-dir",
                    e);
        }
    }

    /** From here on it holds what somebody wants to keep. */
    public void keep() {
        try {
            Files.writeString(
                    folder.resolve(KEPT),
                    "'backslide up' has run with this folder; 'backslide demo' does not change it\n");
        } catch (IOException e) {
            throw new CommandFailure(
                    "'" + folder.resolve(KEPT) + "' cannot be written (" + FileTrouble.of(e)
                            + "); make the folder writable",
                    e);
        }
    }

    /** Whether a folder holds what somebody wants to keep. */
    static boolean isKept(Path folder) {
        return Files.exists(folder.resolve(KEPT));
    }

    /** Removes what was there, so that the next start is the first; nothing but this product's own folders. */
    void empty() {
        for (Path kept : List.of(broker(), streams(), store(), reports(), logFile())) {
            try {
                remove(kept);
            } catch (IOException e) {
                throw new CommandFailure(
                        "'" + kept + "' cannot be removed (" + FileTrouble.of(e) + "); remove it by hand", e);
            }
        }
    }

    /** Where the folder is. */
    Path path() {
        return folder;
    }

    /** The broker's logs: the truth from which everything else can be rebuilt. */
    Path broker() {
        return folder.resolve("broker");
    }

    /** The detector's local state. */
    Path streams() {
        return folder.resolve("streams");
    }

    /** The sink's database. */
    Path store() {
        return folder.resolve("store");
    }

    /** Report and exports of the demo. */
    Path reports() {
        return folder.resolve("reports");
    }

    /** What the three services have to say. */
    public Path logFile() {
        return folder.resolve("logs").resolve("backslide.log");
    }

    private static void remove(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(tree)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }

    private static @Nullable FileLock lock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new CommandFailure(
                    "data folder '" + folder + "' could not be released (" + FileTrouble.of(e) + ")", e);
        }
    }
}
