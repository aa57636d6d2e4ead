package dev.backslide.files;

import dev.backslide.configuration.FileTrouble;
import dev.backslide.sdk.internal.storage.InflationLimit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Opens a file of measurements, compressed by gzip or not. Stateless. */
public final class MeasurementInput {

    private static final int BUFFER = 1 << 16;
    private static final int MAGIC = 0x1f8b;
    private static final int BYTE = 8;

    private MeasurementInput() {}

    /** The file's text, known to be compressed by its first bytes, whatever its name is; one that unpacks without end fails. */
    public static InputStream open(Path path) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        try {
            raw.mark(2);
            int magic = raw.read() << BYTE | raw.read();
            raw.reset();
            return magic == MAGIC ? new InflationLimit(new GZIPInputStream(raw, BUFFER), Files.size(path)) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** What rows are a model of that do not say it: the file's name without its endings. */
    public static String model(Path path) {
        return String.valueOf(path.getFileName())
                .replaceFirst("\\.gz$", "")
                .replaceFirst("\\.[^.]*$", "")
                .replaceFirst(RejectedRows.ENDING_PATTERN, "")
                .replace(':', '_');
    }

    /** How many rows a file has, its header not counted. */
    public static long countRows(Path path) {
        try (InputStream input = open(path)) {
            return MeasurementFile.countRows(input);
        } catch (UncheckedIOException e) {
            throw unreadable(path, e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** What to throw where a file that is read breaks off. */
    public static MeasurementFileException unreadable(Path path, UncheckedIOException e) {
        return unreadable(path, Objects.requireNonNull(e.getCause()));
    }

    /** What to throw where a file cannot be opened or read. */
    public static MeasurementFileException unreadable(Path path, IOException e) {
        return new MeasurementFileException(
                "file '" + path + "' cannot be read (" + FileTrouble.of(e) + "); correct the path or its permissions",
                e);
    }
}
