package dev.backslide.cli.gate;

import dev.backslide.cli.Run;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.output.Json;
import dev.backslide.configuration.Configuration;
import dev.backslide.core.Severity;
import dev.backslide.testkit.JudgedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The gate around real processes; what a tracker would write, they write with the shell. */
class CiCommandTest {

    /** Writes what a tracker would: the lines of a file that the test has prepared. */
    private static final String RECORD = "cat lines >> \"$BACKSLIDE_RESULTS_FILE\"";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void measured_andNothingWorse_exitsZero() {
        lines(JudgedEvent.pass("m:a"));
        Run run = ci(RECORD);

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains("PASS")
                .contains("m:a")
                .contains("PASSED: the one measurement is not worse than allowed")
                .contains("reports in performance_reports: ci_report.md, ci_results.csv");
        assertThat(folder.resolve("performance_reports/TEST-backslide-ci.xml")).exists();
    }

    @Test
    void regression_exitsTwo() {
        lines(JudgedEvent.pass("m:a"), JudgedEvent.regression("m:b", Severity.CRITICAL));
        Run run = ci(RECORD);

        assertThat(run.code()).isEqualTo(ExitCode.REGRESSION);
        assertThat(run.out())
                .contains("REGRESSION: 1 of 2 measurements is worse than allowed: m:b +31.9 %")
                .contains("  why: ./backslide explain 'm:b' --local performance_history");
    }

    @Test
    void regression_withFlags_isWeighed() {
        lines(JudgedEvent.regression("m:b", Severity.WARNING), JudgedEvent.suspect("m:c"));

        assertThat(ci(RECORD, "--severity", "critical").code()).isEqualTo(ExitCode.OK);
        assertThat(ci(RECORD, "--no-fail-on-regression").code()).isEqualTo(ExitCode.OK);
        assertThat(ci(RECORD, "--fail-on-regression").code()).isEqualTo(ExitCode.REGRESSION);
        assertThat(ci(RECORD, "--fail-on", "suspect", "--severity", "warning").code())
                .isEqualTo(ExitCode.REGRESSION);
    }

    @Test
    void regression_whereTheConfigurationSaysNo_passes_unlessAFlagSaysYes() throws IOException {
        lines(JudgedEvent.regression("m:b", Severity.CRITICAL));
        Files.writeString(
                folder.resolve(Configuration.FILE_NAME), "[performance_regression]\nfail_on_regression = false\n");

        assertThat(ci(RECORD).code()).isEqualTo(ExitCode.OK);
        assertThat(ci(RECORD, "--fail-on-regression").code()).isEqualTo(ExitCode.REGRESSION);
    }

    @Test
    void nothingMeasured_exitsFour() {
        Run run = ci("true");

        assertThat(run.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(run.out()).startsWith("INCONCLUSIVE: nothing was measured");
    }

    @Test
    void expectedMetric_missing_exitsFour() throws IOException {
        lines(JudgedEvent.pass("m:a"));
        Files.writeString(folder.resolve("expected.txt"), "m:*\nm:b\n");
        Run run = ci(RECORD, "--expect", "expected.txt");

        assertThat(run.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(run.out()).contains("an expected metric was not measured: m:b");
    }

    @Test
    void expectFile_missing_exitsOneBeforeTheCommandRuns() {
        Run run = ci("touch started", "--expect", "none.txt");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .contains("none.txt")
                .contains("no such file");
        assertThat(folder.resolve("started")).doesNotExist();
    }

    @Test
    void firstRun_passes_unlessHistoryIsRequired() {
        lines(JudgedEvent.first("m:a"));

        assertThat(ci(RECORD).code()).isEqualTo(ExitCode.OK);
        assertThat(ci(RECORD).out()).contains("without a history yet, to be judged from the next run on: m:a");
        assertThat(ci(RECORD, "--require-history").code()).isEqualTo(ExitCode.INCONCLUSIVE);
    }

    @Test
    void commandFailed_exitsOne_namesItsStatus_andReportsWhatWasMeasured() {
        lines(JudgedEvent.pass("m:a"));
        Run run = ci(RECORD + "; exit 7");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out())
                .contains("FAILED: the command exited with status 7")
                .contains("m:a");
    }

    @Test
    void commandFailed_withARegression_exitsTwo() {
        lines(JudgedEvent.regression("m:a", Severity.WARNING));

        assertThat(ci(RECORD + "; exit 7").code()).isEqualTo(ExitCode.REGRESSION);
    }

    @Test
    void command_thatCannotBeStarted_exitsOneWithOneSentence() {
        Run run = Run.in(folder, "ci", "--", "no-such-program-here");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("backslide: command 'no-such-program-here' cannot be started (")
                .endsWith("); name a program and its arguments after '--'");
    }

    @Test
    void command_left_out_exitsOne() {
        assertThat(Run.in(folder, "ci").code()).isEqualTo(ExitCode.FAILED);
        assertThat(Run.in(folder, "ci", "--", "sh", "-c", "true", "--nonsense").err())
                .isEmpty();
        assertThat(Run.in(folder, "ci", "--nonsense", "--", "true").err()).contains("unknown option '--nonsense'");
    }

    @Test
    void environment_ofTheCommand_makesTrackersRecordHere() throws IOException {
        ci("env > variables", "--threshold", "7.5", "--storage-dir", "history");
        List<String> variables = Files.readAllLines(folder.resolve("variables"));

        assertThat(variables)
                .contains(
                        "BACKSLIDE_TRACKER=local",
                        "BACKSLIDE_REGRESSION_THRESHOLD=7.5",
                        "BACKSLIDE_STORAGE_DIR=" + folder.resolve("history"),
                        "BACKSLIDE_REPORTS_DIR=" + folder.resolve("performance_reports"),
                        "BACKSLIDE_BOOTSTRAP_SERVERS=127.0.0.1:9092",
                        "BACKSLIDE_SINK_URL=http://127.0.0.1:8642")
                .anyMatch(line -> line.matches("BACKSLIDE_RUN_ID=run-[0-9a-f]{8}"))
                .anyMatch(line -> line.matches("BACKSLIDE_RESULTS_FILE=/.*"));
    }

    @Test
    void environment_ofTheUser_isKept() throws IOException {
        Map<String, String> own = new HashMap<>();
        own.put("BACKSLIDE_RUN_ID", "nightly-7");
        own.put("BACKSLIDE_RESULTS_FILE", "kept.jsonl");
        own.put("BACKSLIDE_REGRESSION_THRESHOLD", "9");
        lines(JudgedEvent.pass("m:a"));
        ResultLines.write(folder.resolve("kept.jsonl"), JudgedEvent.regression("m:yesterday", Severity.CRITICAL));
        Run run = ci(own, "env > variables; " + RECORD);

        assertThat(Files.readAllLines(folder.resolve("variables")))
                .contains("BACKSLIDE_RUN_ID=nightly-7", "BACKSLIDE_REGRESSION_THRESHOLD=9");
        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(folder.resolve("kept.jsonl")).content().contains("yesterday").contains("m:a");
    }

    @Test
    void runId_inACiJob_startsWithTheJobs() throws IOException {
        ci(Map.of("GITHUB_ACTIONS", "true", "GITHUB_RUN_ID", "123", "GITHUB_RUN_ATTEMPT", "2"), "env > variables");

        assertThat(Files.readAllLines(folder.resolve("variables")))
                .anyMatch(line -> line.matches("BACKSLIDE_RUN_ID=123-2-[0-9a-f]{8}"));
    }

    @Test
    void arguments_reachTheCommandAsTheyAre() throws IOException {
        Run.in(
                folder,
                "ci",
                "--",
                "sh",
                "-c",
                "printf '%s\\n' \"$@\" > arguments",
                "sh",
                "@file",
                "--json",
                "a b",
                "--");

        assertThat(Files.readAllLines(folder.resolve("arguments"))).containsExactly("@file", "--json", "a b", "--");
    }

    @Test
    void tracker_unknown_exitsOne() {
        assertThat(ci(Map.of("BACKSLIDE_TRACKER", "cloud"), "true").errLines())
                .singleElement()
                .asString()
                .contains("BACKSLIDE_TRACKER was 'cloud' but it must be");
    }

    @Test
    void kafka_withoutABroker_exitsOneBeforeTheCommandRuns() {
        Run run = ci("touch started", "--tracker", "kafka", "--bootstrap-servers", "127.0.0.1:1");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines()).singleElement().asString().contains("no Kafka broker answers at 127.0.0.1:1");
        assertThat(folder.resolve("started")).doesNotExist();
    }

    @Test
    void results_thatAreBroken_exitOne_andTheRestIsReported() {
        lines(JudgedEvent.pass("m:a"));
        Run run = ci(RECORD + "; echo '{' >> \"$BACKSLIDE_RESULTS_FILE\"");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("m:a").contains("FAILED: line 2 of the results");
    }

    @Test
    void measurement_thatWasRefused_exitsOneAndIsNamed() {
        lines(JudgedEvent.pass("m:a"));
        String refused = "{\"model_name\":\"m\",\"name\":\"b\",\"unit\":\"ms\",\"value\":null,\"verdict\":null,"
                + "\"reason\":\"value was NaN\"}";
        Run run = ci(RECORD + "; echo '" + refused + "' >> \"$BACKSLIDE_RESULTS_FILE\"");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("a measurement of m:b was rejected and is not judged (value was NaN)");
    }

    @Test
    void reports_thatCannotBeWritten_exitOne_butARegressionIsOne() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        lines(JudgedEvent.pass("m:a"));
        Run passed = ci(RECORD, "--reports-dir", "file/reports");
        lines(JudgedEvent.regression("m:a", Severity.WARNING));

        assertThat(passed.code()).isEqualTo(ExitCode.FAILED);
        assertThat(passed.out()).contains("cannot be written").contains("m:a");
        assertThat(ci(RECORD, "--reports-dir", "file/reports").code()).isEqualTo(ExitCode.REGRESSION);
    }

    @Test
    void json_isWrittenWhereAskedFor() throws IOException {
        lines(JudgedEvent.pass("m:a"));
        ci(RECORD, "--json", "out/results.json");

        assertThat(Json.parse(Files.readString(folder.resolve("out/results.json")))
                        .path("outcome")
                        .asText())
                .isEqualTo("pass");
    }

    private void lines(JudgedEvent... measured) {
        ResultLines.write(folder.resolve("lines"), measured);
    }

    private Run ci(String script, String... options) {
        return ci(Map.of(), script, options);
    }

    private Run ci(Map<String, String> variables, String script, String... options) {
        List<String> args = new ArrayList<>(List.of("ci"));
        args.addAll(List.of(options));
        args.addAll(List.of("--", "sh", "-c", script));
        return Run.in(folder, variables, args.toArray(String[]::new));
    }
}
