package dev.backslide.core.report;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * File names made from names that people chose: no path, nothing that a file system or a shell trips over. Thread-safe.
 *
 * @since 0.1
 */
public final class FileNames {

    private static final int MAX_LENGTH = 100;
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Pattern EDGES = Pattern.compile("^[._-]+|[._]+$");
    private static final Pattern RESERVED =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

    private FileNames() {}

    /**
     * The name itself where it is safe; else its safe part and a checksum, so that different names stay different.
     *
     * @return 1 to 100 characters of {@code A-Z a-z 0-9 . _ -}, no extension added
     */
    public static String safe(String name) {
        String safe = EDGES.matcher(UNSAFE.matcher(name).replaceAll("_")).replaceAll("");
        if (safe.equals(name)
                && !name.isEmpty()
                && name.length() <= MAX_LENGTH
                && !RESERVED.matcher(name).matches()) {
            return name;
        }
        CRC32 checksum = new CRC32();
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        String suffix = String.format(Locale.ROOT, "%08x", checksum.getValue());
        String kept = safe.substring(0, Math.min(safe.length(), MAX_LENGTH - suffix.length() - 1));
        return kept.isEmpty() ? "file-" + suffix : kept.replace('.', '_') + "-" + suffix;
    }
}
