package dev.backslide.cli.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.cli.ChildJvm;
import dev.backslide.cli.Run;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.output.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Shell users: {@code backslide record} in processes of its own, gated by the local tracker. */
class CiRecordTest {

    private static final String PIPE = "printf %s \"$VALUE\" | xargs \"$@\"";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void series_overThreeRuns_isNewThenGoodThenARegression() throws IOException {
        assertThat(measure("182").code()).isEqualTo(ExitCode.OK);
        assertThat(results().path("notes").path(0).asText()).contains("without a history yet");

        assertThat(measure("183").code()).isEqualTo(ExitCode.OK);
        assertThat(results().path("measurements").path(0).path("verdict").asText())
                .isEqualTo("PASS");

        Run worse = measure("240");
        assertThat(worse.code()).isEqualTo(ExitCode.REGRESSION);
        JsonNode row = results().path("measurements").path(0);
        assertThat(row.path("baseline").asDouble()).isEqualTo(183);
        assertThat(row.path("severity").asText()).isEqualTo("critical");
        assertThat(row.path("timestamp").asText()).startsWith("20").endsWith("Z");
        assertThat(folder.resolve("performance_reports/performance_report.md"))
                .content()
                .contains("shop:checkout");
        assertThat(folder.resolve("performance_reports/performance_metrics.csv"))
                .content()
                .contains("shop,checkout,240.0,ms");
    }

    @Test
    void threshold_ofTheGate_isTheTrackers() {
        measure("100");

        assertThat(measure("108", "--threshold", "10").code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void import_insideAGate_isAPartOfItsRun() throws IOException {
        assertThat(importing(100).code()).isEqualTo(ExitCode.OK);
        assertThat(importing(101).code()).isEqualTo(ExitCode.OK);

        Run worse = importing(130);

        assertThat(worse.code()).as(worse.out() + worse.err()).isEqualTo(ExitCode.REGRESSION);
        assertThat(results().path("measurements").path(0).path("series_key").asText())
                .isEqualTo("jmh:com.example.Sort.sort[avgt]");
        assertThat(results().path("measurements").path(0).path("baseline").asDouble())
                .isEqualTo(101);
    }

    @Test
    void twoResultsOfOneName_inOneRun_areAProblem_andNotJudgedAgainstEachOther() throws IOException {
        for (String value : List.of("217", "206")) {
            List<String> args = new ArrayList<>(
                    List.of("ci", "--", "sh", "-c", "for v in $VALUES; do \"$@\" $v > record.out; done", "sh"));
            args.addAll(ChildJvm.backslide(
                    "record",
                    "--model",
                    "shop",
                    "--name",
                    "checkout",
                    "--unit",
                    "ms",
                    "--category",
                    "time",
                    "--value"));
            Run run = Run.in(folder, Map.of("VALUES", value + " 0.05"), args.toArray(String[]::new));

            assertThat(run.code()).isEqualTo(ExitCode.FAILED);
            assertThat(run.out()).contains("'shop:checkout' has a result in this run already, " + value + " ms");
            assertThat(results().path("measurements")).hasSize(1);
            assertThat(results().path("measurements").path(0).path("value").asDouble())
                    .isEqualTo(Double.parseDouble(value));
        }
        assertThat(results().path("measurements").path(0).path("verdict").asText())
                .isEqualTo("PASS");
    }

    @Test
    void record_outsideAGate_isLocalWhereAsked() {
        String[] args = {"record", "--local", "--model", "m", "--name", "n", "--unit", "ms", "--category", "time"};

        Run first = Run.in(folder, with(args, "--value", "10"));
        Run worse = Run.in(folder, with(args, "--value", "20", "--event-id", "second"));
        Run waiting = Run.in(folder, with(args, "--value", "40", "--wait", "--event-id", "third"));

        assertThat(first.code()).isEqualTo(ExitCode.OK);
        assertThat(first.out()).contains("INCONCLUSIVE  m:n = 10 ms: first measurement");
        assertThat(worse.code()).isEqualTo(ExitCode.OK);
        assertThat(waiting.code()).isEqualTo(ExitCode.REGRESSION);
        assertThat(folder.resolve("performance_history")).isNotEmptyDirectory();
    }

    @Test
    void firstMeasurement_passes_whicheverCommandRecordsIt() throws IOException {
        String[] record = {"record", "--local", "--wait", "--model", "m", "--value", "10", "--name"};

        assertThat(Run.in(folder, with(record, "timed", "--unit", "ms")).code()).isEqualTo(ExitCode.OK);
        assertThat(measure("10").code()).isEqualTo(ExitCode.OK);
        assertThat(importing(100).code()).isEqualTo(ExitCode.OK);
        assertThat(Run.in(
                                folder,
                                "import",
                                "jmh",
                                "results.json",
                                "--model",
                                "other",
                                "--local",
                                "--timestamp",
                                "2026-05-01")
                        .code())
                .isEqualTo(ExitCode.OK);
        assertThat(Run.in(folder, with(record, "unjudged", "--unit", "widgets")).code())
                .as("nothing says which way is better")
                .isEqualTo(ExitCode.INCONCLUSIVE);
    }

    @Test
    void record_muchBetter_saysSo() {
        String[] args = {"record", "--local", "--model", "m", "--name", "n", "--unit", "ms", "--category", "time"};
        Run.in(folder, with(args, "--value", "104", "--event-id", "first"));

        assertThat(Run.in(folder, with(args, "--value", "97", "--event-id", "second"))
                        .out())
                .contains(
                        "PASS  m:n = 97 ms: a change of -6.73 % is for the better, by more than the threshold of 5 %");
    }

    @Test
    void record_whereTheTrackerIsSaidToBeLocal_needsNoBroker() {
        Run run = Run.in(
                folder, Map.of("BACKSLIDE_TRACKER", "local"), "record", "--model", "m", "--name", "n", "--value", "10");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void record_intoAFolderThatCannotBe_isOneSentence() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        Run run = Run.in(
                folder,
                "record",
                "--local",
                "--storage-dir",
                "file/history",
                "--model",
                "m",
                "--name",
                "n",
                "--value",
                "10");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines()).singleElement().asString().contains("file");
    }

    private Run measure(String value, String... options) {
        List<String> args = new ArrayList<>(List.of("ci"));
        args.addAll(List.of(options));
        args.addAll(List.of("--", "sh", "-c", PIPE + " > record.out", "sh"));
        args.addAll(ChildJvm.backslide(
                "record", "--model", "shop", "--name", "checkout", "--unit", "ms", "--category", "time", "--value"));
        return Run.in(folder, Map.of("VALUE", value), args.toArray(String[]::new));
    }

    private Run importing(double score) throws IOException {
        Files.writeString(folder.resolve("results.json"), """
                [{"jmhVersion": "1.37", "benchmark": "com.example.Sort.sort", "mode": "avgt", "threads": 1, "forks": 1,
                  "primaryMetric": {"score": %s, "scoreUnit": "ns/op", "rawData": [[%1$s]]}}]""".formatted(score));
        List<String> args = new ArrayList<>(List.of("ci", "--"));
        args.addAll(ChildJvm.backslide("import", "jmh", "results.json"));
        return Run.in(folder, Map.of(), args.toArray(String[]::new));
    }

    private JsonNode results() throws IOException {
        return Json.parse(Files.readString(folder.resolve("performance_reports/ci_results.json")));
    }

    private static String[] with(String[] args, String... more) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
