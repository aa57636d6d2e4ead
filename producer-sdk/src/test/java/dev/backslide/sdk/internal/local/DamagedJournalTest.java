package dev.backslide.sdk.internal.local;

import dev.backslide.core.MetricEvent;
import dev.backslide.sdk.VerdictOutcome.Received;
import dev.backslide.sdk.tracker.JournalLimits;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import dev.backslide.sdk.tracker.Retention;
import dev.backslide.sdk.tracker.StorageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A folder some of whose files are damaged, missing or put there by hand. */
class DamagedJournalTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String KEY = "model:speed";
    private static final int RECORDED = 43;

    @TempDir
    Path folder;

    @BeforeEach
    void recordMoreThanThreeFiles() throws IOException {
        record(0, RECORDED);
        assertThat(compressed()).hasSizeGreaterThan(2);
    }

    @Test
    void journalMovedAway_overwritesNothing_andGoesOnBehindTheArchives() throws IOException {
        Map<Path, List<Byte>> before = contents();
        Path newest = folder.resolve("journal.jsonl");
        int gone = Files.readAllLines(newest).size() - 1;
        Files.move(newest, folder.resolve("moved-away"));

        record(RECORDED, RECORDED);

        assertThat(contents()).containsAllEntriesOf(before).hasSizeGreaterThan(before.size() + 2);
        assertThat(history()).hasSize(2 * RECORDED - gone);
    }

    @Test
    void journalMovedAwayUnderARunningTracker_isNoticed() throws IOException {
        try (PerformanceRegressionTracker running = tracker()) {
            assertThat(running.getMetricHistory(KEY)).hasSize(RECORDED);
            Files.delete(folder.resolve("journal.jsonl"));
            record(RECORDED, 5);

            assertThat(running.getMetricHistory(KEY)).isEqualTo(history());
        }
    }

    @Test
    void archiveThatAnotherFolderLeft_isNeverOverwritten() throws IOException {
        Path foreign = folder.resolve("journal-000099.jsonl.gz");
        Files.copy(compressed().get(0), foreign);
        Map<Path, List<Byte>> before = contents();

        record(RECORDED, RECORDED);

        assertThat(contents()).containsAllEntriesOf(before);
        assertThat(folder.resolve("journal-000100.jsonl.gz")).exists();
        assertThat(history()).hasSize(2 * RECORDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "null",
                "[]",
                "{}",
                "{\"series_key\":null}",
                "{\"series_key\":\"without a colon\"}",
                "{\"series_key\":\"model:other\",\"measurement\":%s}",
                "{\"series_key\":\"speed\",\"measurement\":%s}",
                "{\"series_key\":\"model:speed\",\"alerts\":[null]}",
                "{\"series_key\":\"model:speed\",\"alerts\":[{}]}",
                "{\"series_key\":\"model:speed\",\"command\":{\"series_key\":null}}"
            })
    void line_damaged_isPassedOverAndKept(String damage) throws IOException {
        Path newest = folder.resolve("journal.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(newest));
        String good = lines.get(1);
        String measurement = good.substring(good.indexOf("\"measurement\":") + 14, good.lastIndexOf(",\"alerts\""));
        lines.set(1, damage.formatted(measurement));
        Files.write(newest, lines);

        assertThat(history()).hasSize(RECORDED - 1);

        assertThat(LocalFolder.open(folder).prune(new Retention(3, null), false))
                .isEqualTo(RECORDED - 4);
        assertThat(history()).hasSize(3);
        assertThat(everyLine()).contains(lines.get(1));
    }

    @Test
    void archive_truncated_isReadAsFarAsItGoes_andKept() throws IOException {
        Path truncated = compressed().get(1);
        byte[] bytes = Files.readAllBytes(truncated);
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        Files.write(truncated, half);

        assertThat(history()).hasSizeBetween(RECORDED / 2, RECORDED - 1);

        record(RECORDED, 1);
        LocalFolder.open(folder).prune(new Retention(3, null), false);
        assertThat(history()).hasSize(3);
        assertThat(folder.resolve(truncated.getFileName() + ".damaged")).hasBinaryContent(half);
    }

    @Test
    void archive_thatIsNone_orHoldsOneEndlessLine_isPassedOver() throws IOException {
        Files.writeString(folder.resolve("journal-000097.jsonl.gz"), "this is a text");
        Files.createFile(folder.resolve("journal-000098.jsonl.gz"));
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("journal-000099.jsonl.gz")))) {
            byte[] piece = "[".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 600; i++) {
                out.write(piece);
            }
        }

        assertThat(history()).hasSize(RECORDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}\n", "garbage\n", "{\"format\":0,\"generation\":3,\"since\":1}\n"})
    void header_damaged_losesNoLine(String header) throws IOException {
        Path newest = folder.resolve("journal.jsonl");
        String text = Files.readString(newest);
        Files.writeString(newest, header + text.substring(text.indexOf('\n') + 1));
        Map<Path, List<Byte>> before = contents();

        assertThat(history()).hasSize(RECORDED);
        record(RECORDED, 5);

        assertThat(history()).hasSize(RECORDED + 5);
        before.remove(newest);
        assertThat(contents()).containsAllEntriesOf(before);
    }

    @Test
    void header_ofANewerFormat_isRefused() throws IOException {
        Path newest = folder.resolve("journal.jsonl");
        Files.writeString(newest, Files.readString(newest).replace("\"format\":1", "\"format\":2"));

        assertThatThrownBy(this::history)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("journal.jsonl' has format 2 but this version of Backslide reads 1;");
    }

    @Test
    void rotation_brokenOffBeforeTheNextFileWasStarted_doublesNothing() throws IOException {
        Path newest = folder.resolve("journal.jsonl");
        byte[] before = Files.readAllBytes(newest);
        int files = compressed().size();
        for (int i = RECORDED; compressed().size() == files; i++) {
            before = Files.readAllBytes(newest);
            record(i, 1);
        }
        List<MetricEvent> recorded = history();
        Files.write(newest, before);

        assertThat(history()).isEqualTo(recorded);
        assertThat(LocalFolder.open(folder).prune(new Retention(5, null), false))
                .isGreaterThan(recorded.size() - 6);
        assertThat(history()).hasSize(5);
    }

    private void record(int from, int count) {
        JournalLimits small = new JournalLimits(2_048, Retention.EVERYTHING);
        try (PerformanceRegressionTracker tracker = PerformanceRegressionTracker.builder()
                .local(folder)
                .journal(small)
                .build()) {
            for (int i = from; i < from + count; i++) {
                assertThat(tracker.addMetric(event(i))).isInstanceOf(Received.class);
            }
        }
    }

    private List<MetricEvent> history() {
        try (PerformanceRegressionTracker tracker = tracker()) {
            return tracker.getMetricHistory(KEY);
        }
    }

    private PerformanceRegressionTracker tracker() {
        return PerformanceRegressionTracker.builder()
                .local(folder)
                .journal(JournalLimits.KEEPING_EVERYTHING)
                .build();
    }

    private List<Path> compressed() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl.gz"))
                    .sorted()
                    .toList();
        }
    }

    private Map<Path, List<Byte>> contents() throws IOException {
        Map<Path, List<Byte>> contents = new TreeMap<>();
        for (Path file : compressed()) {
            contents.put(file, boxed(Files.readAllBytes(file)));
        }
        return contents;
    }

    private String everyLine() throws IOException {
        StringBuilder lines = new StringBuilder(Files.readString(folder.resolve("journal.jsonl")));
        for (Path file : compressed()) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                lines.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return lines.toString();
    }

    private static List<Byte> boxed(byte[] bytes) {
        List<Byte> boxed = new ArrayList<>();
        for (byte one : bytes) {
            boxed.add(one);
        }
        return boxed;
    }

    private static MetricEvent event(int second) {
        return MetricEvent.builder("model", "speed", 150, "tokens/sec")
                .eventId("event-" + second)
                .timestamp(START.plusSeconds(second))
                .build();
    }
}
