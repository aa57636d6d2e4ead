package dev.backslide.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Folders for data that other users of the machine have no business with. Stateless.
 *
 * @since 0.1
 */
public final class PrivateFolder {

    private PrivateFolder() {}

    /**
     * Makes a folder, and those above it that are missing, for its owner alone where the file system knows owners. What is there
     * already is left as it is.
     */
    public static void create(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }
}
