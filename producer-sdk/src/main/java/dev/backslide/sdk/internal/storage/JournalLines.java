package dev.backslide.sdk.internal.storage;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Told what the files of a journal hold, line by line, as far as they go. */
interface JournalLines {

    /** @param number of the line in its file, from 1 */
    void line(String line, Path file, long number) throws IOException;

    /**
     * Something cannot be read as a line at all.
     *
     * @param number of the line in its file; of a file that ends there, of the last one before
     * @param cause why the file ends there; null: only that line is passed over, which is too long
     */
    void damaged(Path file, long number, @Nullable IOException cause);

    /** Every line of the newest file, the header left out. */
    default void readNewest(Path file) throws IOException {
        try (BoundedLines read = new BoundedLines(Files.newInputStream(file))) {
            read.next();
            read(read, file);
        }
    }

    /** Every line of a compressed file. */
    default void readCompressed(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            BoundedLines read = null;
            try {
                read = new BoundedLines(new GZIPInputStream(bytes, 65_536));
                read(read, file);
            } catch (EOFException | ZipException e) {
                damaged(file, read == null ? 0 : read.number(), e);
            }
        }
    }

    private void read(BoundedLines read, Path file) throws IOException {
        for (String line = read.next(); line != null; line = read.next()) {
            if (read.isTooLong()) {
                damaged(file, read.number(), null);
            } else {
                line(line, file, read.number());
            }
        }
    }
}
