package dev.backslide.sdk.internal.storage;

import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Text;
import dev.backslide.schemas.RecordJson;
import dev.backslide.sdk.tracker.StorageException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An archive whose checksums were found right, every line of which was read once: what follows cannot fail half-way because the
 * archive is damaged. Not thread-safe.
 */
public final class Archive implements AutoCloseable {

    /** In bytes; what this version writes takes some hundred. */
    private static final int LONGEST_MANIFEST = 64 << 10;

    private final Path file;
    private final ZipFile zip;
    private final ArchiveManifest manifest;

    private Archive(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        requireEntries();
        this.manifest = readManifest();
        for (ArchiveManifest.Part part : manifest.parts()) {
            verify(part);
        }
        forEach(ArchiveManifest.MEASUREMENTS, JournalEntry.class, entry -> {});
        transitions();
        commands();
    }

    /**
     * Opens and verifies an archive.
     *
     * @throws StorageException when it is no archive, damaged, or newer than this version
     */
    public static Archive open(Path file) {
        ZipFile zip = null;
        try {
            if (!Files.isRegularFile(file)) {
                throw new StorageException("archive '" + file + "' does not exist; check the name");
            }
            zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
            return new Archive(file, zip);
        } catch (ZipException e) {
            close(zip);
            throw damaged(file, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            close(zip);
            throw damaged(file, FileProblem.of(e), e);
        } catch (RuntimeException e) {
            close(zip);
            throw e;
        }
    }

    /** What it says of itself. */
    public ArchiveManifest manifest() {
        return manifest;
    }

    /** How many measurements it holds. */
    public long measurementCount() {
        return manifest.measurements();
    }

    /** Each measurement in the order of arrival. */
    public void measurements(Consumer<JournalEntry> measurements) {
        forEach(ArchiveManifest.MEASUREMENTS, JournalEntry.class, measurements);
    }

    /** Every revision of every alert. */
    public List<RegressionAlert> transitions() {
        List<RegressionAlert> transitions = new ArrayList<>();
        forEach(ArchiveManifest.TRANSITIONS, RegressionAlert.class, transitions::add);
        return transitions;
    }

    /** What people did. */
    public List<PositionedCommand> commands() {
        List<PositionedCommand> commands = new ArrayList<>();
        forEach(ArchiveManifest.COMMANDS, PositionedCommand.class, commands::add);
        return commands;
    }

    @Override
    public void close() {
        close(zip);
    }

    /** Its parts and the manifest, each once and nothing else: what no checksum covers is not read. */
    private void requireEntries() {
        Set<String> missing = new TreeSet<>(ArchiveManifest.PARTS);
        missing.add(ArchiveManifest.NAME);
        zip.stream().forEach(entry -> {
            if (!missing.remove(entry.getName())) {
                throw damaged(file, Text.quote(entry.getName()) + " is not one of its entries, or occurs twice", null);
            }
        });
        if (!missing.isEmpty()) {
            throw damaged(file, String.join(", ", missing) + " is missing", null);
        }
    }

    private ArchiveManifest readManifest() throws IOException {
        ArchiveManifest read;
        try (InputStream in = part(ArchiveManifest.NAME)) {
            byte[] bytes = in.readNBytes(LONGEST_MANIFEST + 1);
            if (bytes.length > LONGEST_MANIFEST) {
                throw damaged(file, "its manifest is longer than " + LONGEST_MANIFEST + " bytes", null);
            }
            read = RecordJson.parse(new String(bytes, StandardCharsets.UTF_8), ArchiveManifest.class);
        } catch (IllegalArgumentException e) {
            throw damaged(file, "its manifest cannot be read (" + e.getMessage() + ")", e);
        }
        if (read.format() > ArchiveManifest.FORMAT) {
            throw new StorageException("archive '" + file + "' has format " + read.format()
                    + " but this version of Backslide reads formats up to " + ArchiveManifest.FORMAT
                    + "; update Backslide, nothing was changed");
        }
        List<String> listed =
                read.parts().stream().map(ArchiveManifest.Part::name).sorted().toList();
        if (!listed.equals(ArchiveManifest.PARTS.stream().sorted().toList())) {
            throw damaged(file, "its manifest does not list its three parts, each once", null);
        }
        return read;
    }

    private void verify(ArchiveManifest.Part part) throws IOException {
        MessageDigest digest = ArchiveWriter.sha256();
        long lines = 0;
        byte[] buffer = new byte[65_536];
        try (InputStream in = part(part.name())) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        if (lines != part.lines() || !HexFormat.of().formatHex(digest.digest()).equals(part.sha256())) {
            throw damaged(file, part.name() + " does not match its checksum", null);
        }
    }

    private <T> void forEach(String part, Class<T> type, Consumer<T> records) {
        try (BoundedLines lines = new BoundedLines(part(part))) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (lines.isTooLong()) {
                    throw damaged(
                            file,
                            "line " + lines.number() + " of " + part + " is longer than " + BoundedLines.LONGEST
                                    + " bytes",
                            null);
                }
                records.accept(parse(line, type, part, lines.number()));
            }
        } catch (IOException e) {
            throw damaged(file, FileProblem.of(e), e);
        }
    }

    private <T> T parse(String line, Class<T> type, String part, long number) {
        try {
            return RecordJson.parse(line, type);
        } catch (IllegalArgumentException e) {
            throw damaged(file, "line " + number + " of " + part + " is not a record (" + e.getMessage() + ")", e);
        }
    }

    private InputStream part(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw damaged(file, name + " is missing", null);
        }
        return new InflationLimit(zip.getInputStream(entry), Files.size(file));
    }

    private static StorageException damaged(Path file, String why, @Nullable Exception cause) {
        String message = "archive '" + file + "' is damaged or not an archive of Backslide: " + why
                + "; use another copy, nothing was changed";
        return cause == null ? new StorageException(message) : new StorageException(message, cause);
    }

    private static void close(@Nullable ZipFile zip) {
        if (zip != null) {
            try {
                zip.close();
            } catch (IOException e) {
                // It was open for reading only: nothing can be lost.
                System.getLogger(Archive.class.getName())
                        .log(System.Logger.Level.DEBUG, "an archive was not closed", e);
            }
        }
    }
}
