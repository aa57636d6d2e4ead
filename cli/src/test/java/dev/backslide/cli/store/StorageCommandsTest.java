package dev.backslide.cli.store;

import dev.backslide.cli.Run;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.core.MetricEvent;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Pruning, backing up and restoring the folder of a local tracker from the command line. */
class StorageCommandsTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void recordTwentyDays() {
        try (PerformanceRegressionTracker tracker = tracker("history")) {
            for (int day = 20; day > 0; day--) {
                tracker.addMetric(MetricEvent.builder("model", "speed", day == 5 ? 50 : 100, "tokens/sec")
                        .timestamp(Run.NOW.minus(Duration.ofDays(day)))
                        .build());
            }
        }
    }

    @Test
    void prune_dryRun_countsAndDropsNothing() {
        Run run = Run.in(folder, "prune", "--keep", "5", "--dry-run", "--local", "history");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("15 measurements would be dropped; alerts would stay\n");
        assertThat(measurements("history")).isEqualTo(20);
    }

    @Test
    void prune_byAge_drops() {
        Run run = Run.in(folder, "prune", "--older-than", "10d", "--local", "history");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("10 measurements dropped; alerts stay\n");
        assertThat(measurements("history")).isEqualTo(10);
    }

    @Test
    void prune_withoutACondition_isRefused() {
        Run run = Run.in(folder, "prune", "--local", "history");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines()).singleElement().asString().contains("--keep N or --older-than DURATION");
        assertThat(measurements("history")).isEqualTo(20);
    }

    @Test
    void backup_andRestore_intoAnotherFolder() {
        Run backup = Run.in(folder, "backup", "backup.zip", "--local", "history");
        Run restore = Run.in(folder, "restore", "backup.zip", "--local", "restored");
        Run again = Run.in(folder, "restore", "backup.zip", "--local", "restored");

        assertThat(backup.out()).startsWith("20 measurements, ").endsWith(" commands written to backup.zip\n");
        assertThat(restore.code()).isZero();
        assertThat(restore.out()).startsWith("20 measurements added, ");
        assertThat(again.out())
                .isEqualTo(
                        "0 measurements added, 0 changes of alerts and 0 commands added that did not exist before\n");
        assertThat(measurements("restored")).isEqualTo(20);
    }

    @Test
    void restore_ofNoArchive_changesNothing() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "no archive");

        Run run = Run.in(folder, "restore", "notes.txt", "--local", "restored");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines()).singleElement().asString().contains("notes.txt' is damaged or not an archive");
        assertThat(folder.resolve("restored")).doesNotExist();
    }

    @Test
    void backup_ofAFolderThatIsNotThere_isRefused() {
        Run run = Run.in(folder, "backup", "backup.zip", "--local", "nowhere");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines()).singleElement().asString().contains("nowhere' does not exist");
    }

    private int measurements(String name) {
        try (PerformanceRegressionTracker tracker = tracker(name)) {
            return tracker.getMetricHistory("model:speed").size();
        }
    }

    private PerformanceRegressionTracker tracker(String name) {
        return PerformanceRegressionTracker.builder()
                .local(folder.resolve(name))
                .build();
    }

    @Test
    void compressedFile_thatUnpacksWithoutEnd_isRefusedInOneSentence() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("bomb.csv.gz")))) {
            out.write("timestamp,model_name,name,value\n".getBytes(StandardCharsets.UTF_8));
            byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 80; i++) {
                out.write(piece);
            }
        }

        Run run = Run.in(folder, "backtest", "bomb.csv.gz");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .contains("bomb.csv.gz' cannot be read (it unpacks to more than 200 times its size)");
    }
}
