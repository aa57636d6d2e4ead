package dev.backslide.sdk.tracker;

import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Run;
import dev.backslide.sdk.internal.local.LocalFolder;
import dev.backslide.sdk.internal.storage.Archive;
import dev.backslide.sdk.internal.storage.ArchiveManifest;
import dev.backslide.sdk.internal.storage.Restored;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An archive of a folder, restored into folders. */
class ArchiveTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

    @TempDir
    Path folder;

    private Path source;
    private Path file;

    @BeforeEach
    void recordHistory() {
        source = folder.resolve("source");
        file = folder.resolve("backup.zip");
        try (PerformanceRegressionTracker tracker = tracker(source)) {
            record(tracker, "speed", 0, 150);
            record(tracker, "speed", 1, 140);
            tracker.resetAlerts();
            record(tracker, "speed", 3, 120);
            record(tracker, "speed", 2, 141); // late
            record(tracker, "memory", 0, 512.25);
            tracker.addMetric(MetricEvent.builder("model", "full", 1e-300, "µs")
                    .timestamp(START.plusNanos(1_000))
                    .metadata(Map.of("baseline", "true", "text", "\"quoted\"\nline\u2028"))
                    .thresholdPercent(0.5)
                    .samples(List.of(1.0, 2.5))
                    .run(new Run("run", "abc", START.minusSeconds(5), "main", "https://ci.example.org"))
                    .build());
        }
    }

    @Test
    void restore_intoAnEmptyFolder_losesNothing() {
        TrackerData before = export(source);

        ArchiveManifest manifest = LocalFolder.open(source).backup(file, NOW);
        Restored restored = restore(folder.resolve("target"));

        assertThat(manifest.measurements()).isEqualTo(6);
        assertThat(restored.measurements()).isEqualTo(6);
        assertThat(restored.transitions()).isEqualTo(before.alerts().size());
        assertThat(restored.commands()).isEqualTo(1);
        assertThat(export(folder.resolve("target"))).isEqualTo(before);
        assertThat(before.alerts()).extracting(RegressionAlert::state).contains(AlertState.OPEN, AlertState.RESOLVED);
    }

    @Test
    void restore_twice_andIntoItsOwnFolder_doublesNothing() {
        TrackerData before = export(source);
        LocalFolder.open(source).backup(file, NOW);
        restore(folder.resolve("target"));

        for (Path target : List.of(folder.resolve("target"), source)) {
            Restored again = restore(target);
            assertThat(again).isEqualTo(new Restored(0, 0, 0, List.of()));
            assertThat(export(target)).isEqualTo(before);
        }
    }

    @Test
    void restored_folder_judgesOnAsTheOldOne() {
        LocalFolder.open(source).backup(file, NOW);
        restore(folder.resolve("target"));

        try (PerformanceRegressionTracker old = tracker(source);
                PerformanceRegressionTracker fresh = tracker(folder.resolve("target"))) {
            for (int i = 4; i < 20; i++) {
                record(old, "speed", i, 118 - i);
                record(fresh, "speed", i, 118 - i);
            }
            assertThat(fresh.exportData()).isEqualTo(old.exportData());
        }
    }

    @Test
    void archiveOfAPrunedFolder_keepsEveryAlert() {
        List<RegressionAlert> alerts = export(source).alerts();
        LocalFolder.open(source).prune(new Retention(1, null), false);
        LocalFolder.open(source).backup(file, NOW);

        Restored restored = restore(folder.resolve("target"));

        assertThat(restored.measurements()).isEqualTo(3);
        assertThat(export(folder.resolve("target")).alerts()).containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void backup_ontoAFileThatIsThere_isRefused() throws IOException {
        Files.writeString(file, "precious");

        assertThatThrownBy(() -> LocalFolder.open(source).backup(file, NOW))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("exists already and is not overwritten");
        assertThat(Files.readString(file)).isEqualTo("precious");
    }

    @Test
    void backup_ofAFolderThatIsNotThere_isRefused() {
        assertThatThrownBy(() -> LocalFolder.open(folder.resolve("none")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("does not exist");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void damagedArchive_isRefusedInOneSentence_whateverIsDamaged() throws IOException {
        LocalFolder.open(source).backup(file, NOW);

        change("measurements.jsonl", text -> text.replace("150.0", "151.0"));
        refused("measurements.jsonl does not match its checksum");
        fresh();
        change("transitions.jsonl", text -> text.substring(text.indexOf('\n') + 1));
        refused("transitions.jsonl does not match its checksum");
        fresh();
        remove("commands.jsonl");
        refused("commands.jsonl is missing");
        fresh();
        remove("manifest.json");
        refused("manifest.json is missing");
        fresh();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        refused("damaged or not an archive");
        Files.writeString(file, "this is a text");
        refused("damaged or not an archive");
        Files.delete(file);
        refused("does not exist");
    }

    @Test
    void manifest_thatDoesNotListTheThreeParts_isRefused_soThatChecksumsAreAlwaysHeld() throws IOException {
        for (String parts : List.of("[]", "null", "[null]", "[{\"name\":\"measurements.jsonl\",\"lines\":0}]")) {
            fresh();
            change("manifest.json", text -> text.replaceFirst("\"parts\":\\[.*]", "\"parts\":" + parts));
            change("measurements.jsonl", text -> "");
            refused("is damaged or not an archive");
        }
        fresh();
        change("manifest.json", text -> text.replace("\"transitions.jsonl\"", "\"commands.jsonl\""));
        refused("its manifest does not list its three parts, each once");
        for (String format : List.of("0", "-1", "null")) {
            fresh();
            change("manifest.json", text -> text.replace("\"format\":1", "\"format\":" + format));
            refused("format was " + format.replace("null", "0") + " but it must be at least 1");
        }
        fresh();
        change("manifest.json", text -> " ".repeat(100_000) + text);
        refused("its manifest is longer than 65536 bytes");
    }

    @Test
    void entry_beyondTheThreeParts_isRefused() throws IOException {
        fresh();
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of())) {
            Files.writeString(zip.getPath("evil.jsonl"), "{}");
        }

        refused("'evil.jsonl' is not one of its entries, or occurs twice");
    }

    @Test
    void archive_thatUnpacksWithoutEnd_isRefused() throws IOException {
        fresh();
        swell("measurements.jsonl", "\n");
        refused("it unpacks to more than 200 times its size");
        fresh();
        swell("commands.jsonl", "x");
        refused("it unpacks to more than 200 times its size");
        fresh();
        changeSealed("transitions.jsonl", text -> "[".repeat(9 << 20) + "\n");
        refused("line 1 of transitions.jsonl is longer than 8388608 bytes");
    }

    @Test
    void record_withANullAnywhere_isRefusedInOneSentence_orRestored() throws IOException {
        Pattern field = Pattern.compile("\"[a-z_]+\":(\"[^\"]*\"|[-0-9.E]+|true|false|\\{[^{}]*}|\\[[^\\[\\]]*])");
        for (String part : List.of("measurements.jsonl", "transitions.jsonl", "commands.jsonl")) {
            fresh();
            String line = lastLine(part);
            for (Matcher match = field.matcher(line); match.find(); ) {
                fresh();
                String broken = line.substring(0, match.start(1)) + "null" + line.substring(match.end(1)) + "\n";
                changeSealed(part, text -> broken);
                try {
                    restore(folder.resolve("target" + match.start()));
                } catch (StorageException e) {
                    assertThat(e).hasMessageContaining("line 1 of " + part).hasMessageNotContaining("\n");
                }
            }
        }
    }

    @Test
    void newerArchive_isRefusedInOneSentence() throws IOException {
        LocalFolder.open(source).backup(file, NOW);
        change("manifest.json", text -> text.replace("\"format\":1", "\"format\":2"));

        refused(
                "has format 2 but this version of Backslide reads formats up to 1; update Backslide, nothing was changed");
    }

    private void refused(String why) {
        assertThatThrownBy(() -> restore(folder.resolve("untouched")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
        assertThat(folder.resolve("untouched")).doesNotExist();
    }

    private void fresh() throws IOException {
        Files.deleteIfExists(file);
        LocalFolder.open(source).backup(file, NOW);
    }

    private String lastLine(String part) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of())) {
            List<String> lines = Files.readAllLines(zip.getPath(part));
            return lines.get(lines.size() - 1);
        }
    }

    /** Changes a part and its checksum. */
    private void changeSealed(String part, UnaryOperator<String> change) throws IOException {
        change(part, change);
        String[] text = {""};
        change(part, now -> text[0] = now);
        long lines = text[0].chars().filter(c -> c == '\n').count();
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("SHA-256").digest(text[0].getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        change(
                "manifest.json",
                manifest -> manifest.replaceFirst(
                        "\"" + part + "\",\"lines\":\\d+,\"sha256\":\"[0-9a-f]+",
                        "\"" + part + "\",\"lines\":" + lines + ",\"sha256\":\""
                                + HexFormat.of().formatHex(digest)));
    }

    private void swell(String part, String text) throws IOException {
        byte[] piece = text.repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of());
                OutputStream out = Files.newOutputStream(zip.getPath(part))) {
            for (int i = 0; i < 100; i++) {
                out.write(piece);
            }
        }
    }

    private void change(String part, UnaryOperator<String> change) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of())) {
            Path entry = zip.getPath(part);
            Files.writeString(entry, change.apply(Files.readString(entry)));
        }
    }

    private void remove(String part) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of())) {
            Files.delete(zip.getPath(part));
        }
    }

    private Restored restore(Path target) {
        try (Archive archive = Archive.open(file)) {
            return LocalFolder.openOrMake(target).restore(archive);
        }
    }

    private static TrackerData export(Path folder) {
        try (PerformanceRegressionTracker tracker = tracker(folder)) {
            return tracker.exportData();
        }
    }

    private static PerformanceRegressionTracker tracker(Path folder) {
        return PerformanceRegressionTracker.builder().local(folder).build();
    }

    private static void record(PerformanceRegressionTracker tracker, String name, int minute, double value) {
        tracker.addMetric(MetricEvent.builder("model", name, value, "tokens/sec")
                .eventId(name + "-" + minute)
                .timestamp(START.plusSeconds(60L * minute))
                .build());
    }
}
