package dev.backslide.sdk.internal.storage;

import dev.backslide.schemas.PrivateFolder;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One user of a folder at a time, in this process and across processes: a file lock, which the system releases when its
 * process dies. Re-entrant. Thread-safe.
 */
final class FolderLock {

    private static final String NAME = ".lock";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 2;
    /** A process may hold a file's lock once only, however many trackers it has. */
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private final Path folder;
    private final ReentrantLock inProcess;

    FolderLock(Path folder) throws IOException {
        PrivateFolder.create(folder);
        this.folder = folder.toRealPath();
        this.inProcess = IN_PROCESS.computeIfAbsent(this.folder, path -> new ReentrantLock());
    }

    /** Held until closed. */
    Held take() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            if (!inProcess.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for folder '" + folder + "'", e);
        }
        try {
            return inProcess.getHoldCount() > 1 ? new Held(inProcess, null) : held(deadline);
        } catch (IOException | RuntimeException e) {
            inProcess.unlock();
            throw e;
        }
    }

    private Held held(long deadline) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            for (FileLock lock = channel.tryLock(); lock == null; lock = channel.tryLock()) {
                if (System.nanoTime() > deadline) {
                    throw busy();
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            return new Held(inProcess, channel);
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for folder '" + folder + "'", e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private IOException busy() {
        return new IOException("folder '" + folder + "' was locked by another process for " + PATIENCE.toSeconds()
                + " s; end that process, or use a folder of its own");
    }

    /** The right to use the folder. Closed by the thread that took it. */
    record Held(ReentrantLock inProcess, @Nullable FileChannel channel) implements AutoCloseable {

        /** Closing the channel releases the file's lock. */
        @Override
        public void close() throws IOException {
            try {
                if (channel != null) {
                    channel.close();
                }
            } finally {
                inProcess.unlock();
            }
        }
    }
}
