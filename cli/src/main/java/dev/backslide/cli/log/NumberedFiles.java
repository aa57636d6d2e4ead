package dev.backslide.cli.log;

import ch.qos.logback.core.rolling.RollingPolicyBase;
import ch.qos.logback.core.rolling.RolloverFailure;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/**
 * Keeps what was logged before, compressed, as {@code name.1.gz} to {@code name.5.gz}; 1 is the newest. The library's own policies read the
 * file's name as a pattern, so they fail for a folder with a '%' in its name. Not thread-safe: the appender holds a lock.
 */
public final class NumberedFiles extends RollingPolicyBase {

    private static final int KEPT = 5;

    @Override
    public String getActiveFileName() {
        return getParentsRawFileProperty();
    }

    @Override
    public void rollover() {
        try {
            for (int number = KEPT - 1; number > 0; number--) {
                if (Files.exists(numbered(number))) {
                    Files.move(numbered(number), numbered(number + 1), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Path file = Path.of(getActiveFileName());
            try (OutputStream compressed = new GZIPOutputStream(Files.newOutputStream(numbered(1)))) {
                Files.copy(file, compressed);
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new RolloverFailure("the log cannot be rolled", e);
        }
    }

    private Path numbered(int number) {
        return Path.of(getActiveFileName() + "." + number + ".gz");
    }
}
