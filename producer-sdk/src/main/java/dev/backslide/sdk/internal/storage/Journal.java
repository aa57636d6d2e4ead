package dev.backslide.sdk.internal.storage;

import dev.backslide.schemas.RecordJson;
import dev.backslide.sdk.tracker.JournalLimits;
import dev.backslide.sdk.tracker.Retention;
import dev.backslide.sdk.tracker.StorageException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The truth of a local folder: every measurement, command and change of an alert, appended as one line of JSON each. Several
 * processes may use one folder: each reads what the others appended before it appends. A crash loses nothing that was appended;
 * a line that it cut off is passed over and named in the log. Not thread-safe: use it while {@link #lock()} is held.
 */
public final class Journal {

    private final Path folder;
    private final FolderLock lock;
    private final JournalFiles files;
    private final JournalLimits limits;
    private final RetentionCount count;
    private long generation;
    private long offset;
    private long line;

    private Journal(Path folder, JournalLimits limits) throws IOException {
        this.folder = folder;
        this.lock = new FolderLock(folder);
        this.files = new JournalFiles(folder);
        this.limits = limits;
        this.count = new RetentionCount(limits.retention());
    }

    /**
     * Opens a folder, which is made where it is not there.
     *
     * @throws StorageException when it cannot be used
     */
    public static Journal open(Path folder, JournalLimits limits) {
        try {
            return new Journal(folder.toAbsolutePath().normalize(), limits);
        } catch (IOException e) {
            throw new StorageException("folder '" + folder + "' cannot be used: " + FileProblem.of(e), e);
        }
    }

    /** Whether a folder has a journal. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(JournalFiles.ACTIVE));
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /** Waits until nobody else uses the folder, 30 seconds at most; others wait until the result is closed. */
    public Session lock() {
        try {
            return new Session(lock.take());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Told what a journal holds, line by line. */
    public interface Reader {

        /** Everything told so far is void: the journal was rotated or pruned, and is told from its start. */
        void restart();

        /** The next line. */
        void entry(JournalEntry entry);
    }

    /** Tells what was appended since the last reading, by whomever. */
    public void read(Reader reader) {
        JournalDamage damage = JournalDamage.named();
        JournalEntries entries = new JournalEntries(entry -> read(entry, reader), damage);
        try {
            JournalHeader header = files.header();
            // A file that shrank was replaced by hand.
            if (header.generation() != generation || files.size() < offset) {
                reader.restart();
                count.restart();
                for (Path file : files.rotated(header)) {
                    entries.readCompressed(file);
                }
                generation = header.generation();
                offset = 0;
                line = 0;
            }
            readActive(entries);
            damage.finish();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void read(JournalEntry entry, Reader reader) {
        count.add(entry);
        reader.entry(entry);
    }

    /** Appends entries in one write. Everything must have been read before, under the same lock. */
    public void append(List<JournalEntry> entries) {
        StringBuilder lines = new StringBuilder();
        for (JournalEntry entry : entries) {
            lines.append(RecordJson.line(entry)).append('\n');
        }
        try {
            boolean ended = files.append(lines.toString());
            offset = files.size();
            line += entries.size() + (ended ? 1 : 0);
            entries.forEach(count::add);
            if (offset > limits.rotateAtBytes()) {
                rotate();
            }
        } catch (IOException e) {
            // The lines may be there all the same, as where only the rotation failed: the file says.
            reread();
            throw failed(e);
        }
    }

    /**
     * Drops measurements, and nothing else, by rewriting the journal. Everything must have been read before, under the same lock;
     * the next reading tells it anew.
     *
     * @param dryRun whether to count only
     * @return how many measurements are dropped
     */
    public long prune(Retention retention, boolean dryRun) {
        try {
            JournalHeader header = files.header();
            JournalPruning pruning = new JournalPruning(retention);
            files.forEachLine(header, new JournalEntries(pruning::note, JournalDamage.known()));
            pruning.decide();
            if (dryRun) {
                long[] dropped = {0};
                files.forEachLine(
                        header,
                        new JournalEntries(entry -> dropped[0] += pruning.drops(entry) ? 1 : 0, JournalDamage.known()));
                return dropped[0];
            }
            reread();
            return files.rewrite(header, pruning);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void rotate() throws IOException {
        generation = files.rotate(files.header()).generation();
        offset = files.size();
        line = 1;
        if (count.isWorthPruning()) {
            prune(limits.retention(), false);
        }
    }

    /** Makes the next reading tell everything anew. */
    public void reread() {
        generation = 0;
    }

    /** What was appended is on the disk when this returns, safe from a power cut. */
    public void force() {
        try {
            files.force();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void readActive(JournalEntries entries) throws IOException {
        long size = files.size();
        if (size <= offset) {
            return;
        }
        byte[] bytes = new byte[Math.toIntExact(size - offset)];
        try (FileChannel channel = FileChannel.open(files.active())) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) > 0) {
                // Reads on until all is in.
            }
        }
        int start = 0;
        for (int end = indexOfLineFeed(bytes, start); end >= 0; end = indexOfLineFeed(bytes, start)) {
            // The first one is the header.
            if (++line > 1) {
                entries.line(new String(bytes, start, end - start, StandardCharsets.UTF_8), files.active(), line);
            }
            start = end + 1;
        }
        offset += start;
    }

    private static int indexOfLineFeed(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private StorageException failed(IOException e) {
        return new StorageException("folder '" + folder + "' cannot be used: " + FileProblem.of(e), e);
    }

    /** The right to read and append. Closed by the thread that took it. */
    public static final class Session implements AutoCloseable {

        private final FolderLock.Held held;

        Session(FolderLock.Held held) {
            this.held = held;
        }

        @Override
        public void close() {
            try {
                held.close();
            } catch (IOException e) {
                throw new StorageException("the lock of a folder cannot be released: " + e, e);
            }
        }
    }
}
