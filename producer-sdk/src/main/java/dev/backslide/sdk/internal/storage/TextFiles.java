package dev.backslide.sdk.internal.storage;

import dev.backslide.sdk.tracker.StorageException;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that are complete or not there: each gets its name at the end. Thread-safe. */
public final class TextFiles {

    private TextFiles() {}

    /** Writes a file's text. */
    @FunctionalInterface
    public interface Body {
        /** Writes all of it. */
        void write(Writer out) throws IOException;
    }

    /**
     * Writes a file as UTF-8, into a folder that is made where it is not there.
     *
     * @throws StorageException when it cannot be written
     */
    public static Path write(Path folder, String name, Body body) {
        return complete(folder, name, unfinished -> {
            try (Writer out = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
                body.write(out);
            }
        });
    }

    /** Saves a stream, which is closed, in a file, as {@link #write} does. */
    public static Path save(Path folder, String name, InputStream content) {
        return complete(folder, name, unfinished -> {
            try (content) {
                Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
            }
        });
    }

    private static Path complete(Path folder, String name, Filling filling) {
        Path target = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            // Named by process and thread: two that write the same file do not write into each other's.
            Path unfinished =
                    folder.resolve("." + name + "-" + ProcessHandle.current().pid() + "-"
                            + Thread.currentThread().getId() + ".part");
            try {
                filling.fill(unfinished);
                Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            return target;
        } catch (IOException e) {
            throw new StorageException("'" + target + "' cannot be written: " + FileProblem.of(e), e);
        }
    }

    @FunctionalInterface
    private interface Filling {
        void fill(Path unfinished) throws IOException;
    }
}
