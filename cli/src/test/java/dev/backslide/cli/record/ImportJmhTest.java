package dev.backslide.cli.record;

import dev.backslide.cli.Run;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.configuration.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The import of JMH's results into local files; {@link ImportJmhIT} has it through a broker. */
class ImportJmhTest {

    private static final String BENCHMARK = "com.example.Sort.sort";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void usePreviousRule() throws IOException {
        Files.writeString(folder.resolve(Configuration.FILE_NAME), "[performance_regression]\ndetector = previous\n");
    }

    @Test
    void results_firstTime_passAsInAGate_andAreKept() throws IOException {
        write(1, result("ns/op", 100));

        Run run = local();

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("INCONCLUSIVE").contains("jmh:" + BENCHMARK + "(size=10)[avgt]");
        assertThat(folder.resolve("performance_history")).isNotEmptyDirectory();
    }

    @Test
    void results_slower_areARegression() throws IOException {
        write(1, result("ns/op", 100));
        local();
        write(2, result("ns/op", 130));

        Run run = local();

        assertThat(run.code()).isEqualTo(ExitCode.REGRESSION);
        assertThat(run.out()).contains("REGRESSION (critical)").contains("+30.0 %");
    }

    /** As in a copied folder, whose files are in the order of their names. */
    @Test
    void files_ofTheSameSecond_areInTheOrderOfTheirImport() throws IOException {
        Path file = folder.resolve("results.json");
        write(1, result("ns/op", 100));
        Files.setLastModifiedTime(file, FileTime.from(Run.NOW.plusMillis(600)));
        local();
        write(1, result("ns/op", 130));
        Files.setLastModifiedTime(file, FileTime.from(Run.NOW.plusMillis(500)));

        assertThat(local().out()).contains("REGRESSION (critical)").contains("+30.0 %");
    }

    @Test
    void results_asFast_pass() throws IOException {
        write(1, result("ns/op", 100));
        local();
        write(2, result("ns/op", 101));

        assertThat(local().code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void regression_whereTheConfigurationForgives_exitsZero() throws IOException {
        Files.writeString(
                folder.resolve(Configuration.FILE_NAME),
                "[performance_regression]\ndetector = previous\nfail_on_regression = false\n");
        write(1, result("ns/op", 100));
        local();
        write(2, result("ns/op", 130));

        assertThat(local().code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void threshold_ofTheBenchmarkWithItsParameters_holds() throws IOException {
        Files.writeString(
                folder.resolve(Configuration.FILE_NAME),
                "[performance_regression]\ndetector = previous\n[thresholds]\n" + BENCHMARK + "(size=10)* = 50\n");
        write(1, result("ns/op", 100));
        local();
        write(2, result("ns/op", 130));

        assertThat(local().code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void results_importedTwice_countOnce() throws IOException {
        write(1, result("ns/op", 100));
        local();
        local();

        try (Stream<Path> files = Files.walk(folder.resolve("performance_history"))) {
            long mentions = files.filter(Files::isRegularFile)
                    .mapToLong(ImportJmhTest::events)
                    .sum();
            assertThat(mentions).isEqualTo(1);
        }
    }

    @Test
    void result_broken_isNamedAndTheRestGoesOn() throws IOException {
        write(1, "{\"benchmark\": \"b.Failed.run\", \"mode\": \"avgt\"}", result("ns/op", 100));

        Run run = local();

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines())
                .containsExactly(
                        "backslide: results.json, result 1 (b.Failed.run[avgt]): primaryMetric.score was missing but it "
                                + "must be a finite number; leave out benchmarks that failed, or measure again");
        assertThat(run.out()).contains(BENCHMARK);
    }

    @Test
    void metric_ofUnknownDirection_isTrackedAndDecidesNothing() throws IOException {
        write(1, result("ns/op", 100).replace("\"secondaryMetrics\": {}", """
                "secondaryMetrics": {"gc.alloc.rate": {"score": 5, "scoreUnit": "MB/sec", "rawData": [[5]]}}"""));
        local();
        write(2, result("ns/op", 100.5).replace("\"secondaryMetrics\": {}", """
                "secondaryMetrics": {"gc.alloc.rate": {"score": 50, "scoreUnit": "MB/sec", "rawData": [[50]]}}"""));

        Run run = local();

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("1 more metric is tracked and not judged");
    }

    @Test
    void json_ofVerdicts_hasOneResultAMeasurement() throws IOException {
        write(1, result("ns/op", 100));

        Run run = Run.in(folder, "import", "jmh", "results.json", "--local", "--json", "--model", "shop");

        assertThat(run.out())
                .contains("\"verdict\" : \"INCONCLUSIVE\"")
                .contains("\"model_name\" : \"shop\"")
                .contains("\"left_out\" : [ ]");
    }

    @Test
    void file_emptyMissingOrNoResults_isOneSentence() throws IOException {
        assertThat(local().errLines()).singleElement().asString().contains("no such file");
        Files.writeString(folder.resolve("results.json"), "Benchmark Mode Cnt\n");
        assertThat(local().errLines()).singleElement().asString().contains("holds no JSON results of JMH");
        write(1);
        Run run = local();
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines()).containsExactly("backslide: results.json holds no results; run a benchmark");
    }

    @Test
    void tool_notNamed_isAUsageError() {
        Run run = Run.in(folder, "import");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines()).singleElement().asString().contains("the tool is missing; supported are [jmh]");
    }

    static String result(String unit, double score) {
        return """
                {"benchmark": "%s", "mode": "avgt", "threads": 1, "params": {"size": "10"},
                 "primaryMetric": {"score": %s, "scoreUnit": "%s", "rawData": [[%s]]}, "secondaryMetrics": {}}""".formatted(BENCHMARK, score, unit, score);
    }

    private Run local() {
        return Run.in(folder, "import", "jmh", "results.json", "--local");
    }

    private void write(int day, String... results) throws IOException {
        Path file = folder.resolve("results.json");
        Files.writeString(file, "[" + String.join(",", results) + "]");
        Files.setLastModifiedTime(file, FileTime.from(Run.NOW.minus(Duration.ofDays(30 - day))));
    }

    private static long events(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.contains("\"jmh-")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
