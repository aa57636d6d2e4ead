package dev.backslide.gate;

import dev.backslide.configuration.FileTrouble;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A place for the results of one run: the user's file, which stays, or one that is deleted with the run. Not thread-safe.
 *
 * @param path of the file
 * @param folder to delete at the end; null: the file is the user's
 * @since 0.1
 */
public record RunResultsFile(Path path, @Nullable Path folder) implements AutoCloseable {

    /**
     * The user's file, or one of its own.
     *
     * @param named the user's file; null: there is none
     * @throws GateException when there is no place for one
     */
    public static RunResultsFile open(@Nullable Path named) {
        if (named != null) {
            return new RunResultsFile(named, null);
        }
        try {
            Path folder = Files.createTempDirectory("backslide-ci-");
            return new RunResultsFile(folder.resolve("results.jsonl"), folder);
        } catch (IOException e) {
            throw new GateException(
                    "no temporary folder can be created (" + FileTrouble.of(e)
                            + "); name a file for the results in BACKSLIDE_RESULTS_FILE",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            if (folder != null) {
                Files.deleteIfExists(path);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            System.getLogger(RunResultsFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "a temporary file was left behind", e);
        }
    }
}
