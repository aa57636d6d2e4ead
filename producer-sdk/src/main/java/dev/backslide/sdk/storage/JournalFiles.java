package dev.backslide.sdk.storage;

import dev.backslide.schemas.RecordJson;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The files of a journal: {@code journal.jsonl}, which grows, and {@code journal-NNNNNN.jsonl.gz} before it. A crash at any
 * moment leaves either the old files or the new ones in force, by the header of the newest. Not thread-safe: under the folder's
 * lock only.
 */
final class JournalFiles {

    static final String ACTIVE = "journal.jsonl";

    private static final Pattern ROTATED = Pattern.compile("journal-(\\d{6,})\\.jsonl\\.gz");
    private static final int LONGEST_HEADER = 4_096;

    private final Path folder;
    private final Path active;

    JournalFiles(Path folder) {
        this.folder = folder;
        this.active = folder.resolve(ACTIVE);
    }

    Path active() {
        return active;
    }

    long size() throws IOException {
        return Files.size(active);
    }

    /** Makes the first file where there is none, or an empty one that a power cut left, and reads the header. */
    JournalHeader header() throws IOException {
        if (!Files.exists(active) || (size() == 0 && compressed().isEmpty())) {
            start(JournalHeader.FIRST);
        }
        try (FileChannel channel = FileChannel.open(active)) {
            ByteBuffer bytes = ByteBuffer.allocate(LONGEST_HEADER);
            while (bytes.hasRemaining() && channel.read(bytes) > 0) {
                // Reads on until the header is in, or the file ends.
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            int end = text.indexOf('\n');
            try {
                return RecordJson.parse(end < 0 ? text : text.substring(0, end), JournalHeader.class);
            } catch (IllegalArgumentException e) {
                throw new IOException("'" + active + "' is no journal: its first line is not its header ("
                        + e.getMessage() + "); move the file away to start anew");
            }
        }
    }

    /** The compressed files that count, oldest first. */
    List<Path> rotated(JournalHeader header) throws IOException {
        return List.copyOf(compressed()
                .subMap(header.since(), true, header.generation(), false)
                .values());
    }

    /** Every compressed file, by its number. */
    private NavigableMap<Long, Path> compressed() throws IOException {
        NavigableMap<Long, Path> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> {
                Matcher name = ROTATED.matcher(file.getFileName().toString());
                if (name.matches()) {
                    found.put(Long.parseLong(name.group(1)), file);
                }
            });
        }
        return found;
    }

    /** Appends whole lines in one write; a line that a crash cut off before is ended first. */
    void append(String lines) throws IOException {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(active, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            boolean cut = !endsWithLineFeed();
            ByteBuffer buffer = ByteBuffer.allocate(bytes.length + 1);
            if (cut) {
                buffer.put((byte) '\n');
            }
            buffer.put(bytes).flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    /** Compresses the newest file and starts the next. */
    void rotate(JournalHeader header) throws IOException {
        Path target = rotatedFile(header.generation());
        Path unfinished = unfinished(target);
        try (BufferedReader lines = reader(Files.newInputStream(active));
                Writer out = gzip(unfinished)) {
            lines.readLine();
            forEachLine(lines, line -> out.append(line).append('\n'));
        }
        move(unfinished, target);
        start(header.rotated());
    }

    /** Replaces everything by what a pruning leaves, compressed, and starts the next file; returns what it dropped. */
    long rewrite(JournalHeader header, JournalPruning pruning) throws IOException {
        List<Path> replaced = rotated(header);
        Path target = rotatedFile(header.generation());
        Path unfinished = unfinished(target);
        long[] dropped = {0};
        try (Writer out = gzip(unfinished)) {
            forEachLine(header, (line, file) -> {
                String left = pruning.left(line);
                dropped[0] += Objects.equals(left, line) ? 0 : 1;
                if (left != null) {
                    out.append(left).append('\n');
                }
            });
        }
        move(unfinished, target);
        start(header.rewritten());
        for (Path old : replaced) {
            Files.deleteIfExists(old);
        }
        return dropped[0];
    }

    /** Does something with a line of a file. */
    @FunctionalInterface
    interface LineOf {
        void accept(String line, Path file) throws IOException;
    }

    /** Does something with a line. */
    @FunctionalInterface
    interface Line {
        void accept(String line) throws IOException;
    }

    /** Every line of every file that counts, the headers left out. */
    void forEachLine(JournalHeader header, LineOf lines) throws IOException {
        for (Path file : rotated(header)) {
            forEachLine(file, line -> lines.accept(line, file));
        }
        try (BufferedReader reader = reader(Files.newInputStream(active))) {
            reader.readLine();
            forEachLine(reader, line -> lines.accept(line, active));
        }
    }

    /** Every line of a compressed file. */
    static void forEachLine(Path file, Line lines) throws IOException {
        try (BufferedReader reader = reader(new GZIPInputStream(Files.newInputStream(file), 65_536))) {
            forEachLine(reader, lines);
        }
    }

    /** Tolerant: a crash may have cut a line in the middle of a character. */
    private static BufferedReader reader(InputStream bytes) {
        return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    }

    private static void forEachLine(BufferedReader reader, Line lines) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.accept(line);
        }
    }

    /** What was appended is on the disk when this returns. */
    void force() throws IOException {
        if (Files.exists(active)) {
            force(active);
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private void start(JournalHeader header) throws IOException {
        Path unfinished = unfinished(active);
        Files.writeString(unfinished, RecordJson.line(header) + "\n");
        move(unfinished, active);
    }

    private boolean endsWithLineFeed() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(active.toFile(), "r")) {
            long length = file.length();
            if (length == 0) {
                return true;
            }
            file.seek(length - 1);
            return file.read() == '\n';
        }
    }

    private Path rotatedFile(long generation) {
        return folder.resolve("journal-%06d.jsonl.gz".formatted(generation));
    }

    private static Path unfinished(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    private static Writer gzip(Path file) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file), 65_536), StandardCharsets.UTF_8));
    }

    private static void move(Path unfinished, Path target) throws IOException {
        force(unfinished);
        Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
