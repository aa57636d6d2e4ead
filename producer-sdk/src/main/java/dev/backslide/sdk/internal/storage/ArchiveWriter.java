package dev.backslide.sdk.internal.storage;

import dev.backslide.core.RegressionAlert;
import dev.backslide.schemas.PrivateFolder;
import dev.backslide.schemas.RecordJson;
import dev.backslide.sdk.tracker.StorageException;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an archive: measurements as they come, then transitions and commands, then the manifest with the checksums. The file
 * has its name once it is complete. Not thread-safe.
 */
public final class ArchiveWriter implements AutoCloseable {

    private final Path file;
    private final Path unfinished;
    private final String source;
    private final Instant createdAt;
    private final ZipOutputStream zip;
    private final List<ArchiveManifest.Part> parts = new ArrayList<>();
    private MessageDigest digest = sha256();
    private long lines;
    private boolean finished;

    private ArchiveWriter(Path file, Path unfinished, String source, Instant createdAt) throws IOException {
        this.file = file;
        this.unfinished = unfinished;
        this.source = source;
        this.createdAt = createdAt;
        this.zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)));
        begin(ArchiveManifest.MEASUREMENTS);
    }

    /**
     * Starts an archive.
     *
     * @param source what it is made of, for people
     * @throws StorageException when the file is there already or cannot be written
     */
    public static ArchiveWriter create(Path file, String source, Instant createdAt) {
        Path target = file.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new StorageException("'" + file + "' exists already and is not overwritten; name another file");
        }
        try {
            Path folder = target.getParent();
            if (folder != null) {
                PrivateFolder.create(folder);
            }
            return new ArchiveWriter(
                    target, target.resolveSibling("." + target.getFileName() + ".part"), source, createdAt);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** Writes the next measurement, in the order of arrival. */
    public void measurement(JournalEntry entry) {
        line(RecordJson.line(entry));
    }

    /** Writes the rest and gives the file its name. */
    public ArchiveManifest finish(List<RegressionAlert> transitions, List<PositionedCommand> commands) {
        try {
            end(ArchiveManifest.MEASUREMENTS);
            begin(ArchiveManifest.TRANSITIONS);
            transitions.forEach(transition -> line(RecordJson.line(transition)));
            end(ArchiveManifest.TRANSITIONS);
            begin(ArchiveManifest.COMMANDS);
            commands.forEach(command -> line(RecordJson.line(command)));
            end(ArchiveManifest.COMMANDS);
            ArchiveManifest manifest = new ArchiveManifest(ArchiveManifest.FORMAT, createdAt, source, parts);
            zip.putNextEntry(entry(ArchiveManifest.NAME));
            zip.write(RecordJson.line(manifest).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.close();
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            finished = true;
            return manifest;
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** What was not finished is removed. */
    @Override
    public void close() {
        if (!finished) {
            try {
                zip.close();
                Files.deleteIfExists(unfinished);
            } catch (IOException e) {
                throw failed(unfinished, e);
            }
        }
    }

    private void begin(String part) throws IOException {
        zip.putNextEntry(entry(part));
        digest = sha256();
        lines = 0;
    }

    private void end(String part) throws IOException {
        zip.closeEntry();
        parts.add(new ArchiveManifest.Part(part, lines, HexFormat.of().formatHex(digest.digest())));
    }

    private void line(String json) {
        byte[] bytes = (json + "\n").getBytes(StandardCharsets.UTF_8);
        digest.update(bytes);
        lines++;
        try {
            zip.write(bytes);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(createdAt.toEpochMilli());
        return entry;
    }

    private static StorageException failed(Path file, IOException e) {
        return new StorageException("archive '" + file + "' cannot be written: " + FileProblem.of(e), e);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
