package dev.backslide.sdk.internal.storage;

import dev.backslide.schemas.RecordJson;
import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    private static final int BUFFER = 65_536;

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

    /**
     * Reads the header. Where there is no newest file, or it is empty as a power cut leaves it, one is started behind the
     * compressed ones; one whose header cannot be read is compressed as it is.
     */
    JournalHeader header() throws IOException {
        if (!Files.exists(active) || size() == 0) {
            start(behind(compressed()));
        }
        JournalHeader header = JournalHeader.read(firstLine());
        if (header == null) {
            long number = nextNumber(JournalHeader.FIRST);
            compress(number, false);
            header = behind(compressed());
            start(header);
        }
        if (header.format() != JournalHeader.FORMAT) {
            throw new IOException("'" + active + "' has format " + header.format()
                    + " but this version of Backslide reads " + JournalHeader.FORMAT
                    + "; use the version that wrote it, or a newer one");
        }
        return header;
    }

    private String firstLine() throws IOException {
        try (InputStream in = Files.newInputStream(active)) {
            String text = new String(in.readNBytes(LONGEST_HEADER), StandardCharsets.UTF_8);
            int end = text.indexOf('\n');
            return end < 0 ? text : text.substring(0, end);
        }
    }

    private static JournalHeader behind(NavigableMap<Long, Path> compressed) {
        return compressed.isEmpty()
                ? JournalHeader.FIRST
                : JournalHeader.instead(compressed.firstKey(), compressed.lastKey());
    }

    /** A number that no compressed file has. */
    private long nextNumber(JournalHeader header) throws IOException {
        NavigableMap<Long, Path> compressed = compressed();
        return compressed.isEmpty() ? header.generation() : Math.max(header.generation(), compressed.lastKey() + 1);
    }

    /** The compressed files that count, oldest first: also one whose rotation was broken off, and whose lines are there twice. */
    List<Path> rotated(JournalHeader header) throws IOException {
        return List.copyOf(compressed().tailMap(header.since(), true).values());
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

    /** Appends whole lines in one write; a line that a crash cut off before is ended first: returns whether there was one. */
    boolean append(String lines) throws IOException {
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
            return cut;
        }
    }

    /** Compresses the newest file, starts the next and returns its header. */
    JournalHeader rotate(JournalHeader header) throws IOException {
        long number = nextNumber(header);
        compress(number, true);
        JournalHeader next = header.rotated(number);
        start(next);
        return next;
    }

    /** Byte for byte, so that damage is kept too. */
    private void compress(long number, boolean headed) throws IOException {
        Path target = rotatedFile(number);
        Path unfinished = unfinished(target);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(active), BUFFER);
                OutputStream out = new GZIPOutputStream(Files.newOutputStream(unfinished), BUFFER)) {
            boolean started = !headed;
            while (!started) {
                int c = in.read();
                started = c < 0 || c == '\n';
            }
            in.transferTo(out);
        }
        move(unfinished, target);
    }

    /**
     * Replaces everything by what a pruning leaves, compressed, and starts the next file; what of a damaged file cannot be read
     * is kept beside it. Returns what it dropped.
     */
    long rewrite(JournalHeader header, JournalPruning pruning) throws IOException {
        List<Path> replaced = rotated(header);
        long number = nextNumber(header);
        Path target = rotatedFile(number);
        Path unfinished = unfinished(target);
        Set<Path> damaged = new HashSet<>();
        long[] dropped = {0};
        try (Writer out = gzip(unfinished)) {
            forEachLine(header, new JournalLines() {
                @Override
                public void line(String line, Path file, long number) throws IOException {
                    String left = pruning.left(line);
                    dropped[0] += Objects.equals(left, line) ? 0 : 1;
                    if (left != null) {
                        out.append(left).append('\n');
                    }
                }

                @Override
                public void damaged(Path file, long number, @Nullable IOException cause) {
                    damaged.add(file);
                }
            });
        }
        move(unfinished, target);
        if (damaged.contains(active)) {
            setAside(active);
        }
        start(JournalHeader.rewritten(number));
        for (Path old : replaced) {
            if (damaged.contains(old)) {
                setAside(old);
            } else {
                Files.deleteIfExists(old);
            }
        }
        return dropped[0];
    }

    /** Under a name that nothing reads, and that nothing has. */
    private static void setAside(Path file) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        for (int i = 2; Files.exists(aside); i++) {
            aside = file.resolveSibling(file.getFileName() + ".damaged-" + i);
        }
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Every line of every file that counts, the header left out. */
    void forEachLine(JournalHeader header, JournalLines lines) throws IOException {
        for (Path file : rotated(header)) {
            lines.readCompressed(file);
        }
        lines.readNewest(active);
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
                new GZIPOutputStream(Files.newOutputStream(file), BUFFER), StandardCharsets.UTF_8));
    }

    private static void move(Path unfinished, Path target) throws IOException {
        force(unfinished);
        Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
