package dev.backslide.sdk.internal.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in a person's words why a file cannot be read or written. Stateless. */
final class FileProblem {

    private FileProblem() {}

    static String of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "'" + e.getMessage() + "' does not exist; check the name";
        }
        if (e instanceof AccessDeniedException) {
            return "'" + e.getMessage() + "' may not be used by this user; change its permissions";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "'" + e.getMessage() + "' is a file, not a folder; choose another";
        }
        if (e instanceof FileSystemException detailed && detailed.getReason() != null) {
            return "'" + detailed.getFile() + "': " + detailed.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
