package dev.backslide.sink.store;

import dev.backslide.schemas.PrivateFolder;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder of a store, held by one sink at a time; the lock goes with the process, even when it is killed. Thread-safe. */
final class StoreFolder implements AutoCloseable {

    private static final String DATABASE = "backslide.db";
    private static final String LOCK = "backslide.lock";

    private final Path folder;
    private final FileChannel lockFile;

    private StoreFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** @throws StoreException when the folder cannot be made or written, or another sink holds it */
    static StoreFolder take(Path folder) {
        try {
            PrivateFolder.create(folder);
            FileChannel lockFile =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(lockFile) == null) {
                lockFile.close();
                throw new StoreException(
                        "store folder " + folder + " is in use by another sink but a store has one writer;"
                                + " stop that one or choose another folder",
                        null);
            }
            return new StoreFolder(folder, lockFile);
        } catch (IOException e) {
            throw new StoreException(
                    "store folder " + folder + " cannot be written (" + e + ") but the database is kept there;"
                            + " make it writable or choose another folder",
                    e);
        }
    }

    Path database() {
        return folder.resolve(DATABASE);
    }

    private static @Nullable FileLock lock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
