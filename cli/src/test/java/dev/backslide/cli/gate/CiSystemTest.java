package dev.backslide.cli.gate;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.gate.GateOptions.FailOn;
import dev.backslide.configuration.TrackerKind;
import dev.backslide.core.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class CiSystemTest {

    private static final GateRule RULE = new GateRule(true, FailOn.EVIDENT, Severity.WARNING, false);

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void github_annotatesFailuresAsErrors_andSuspectsAsWarnings() {
        show(
                Map.of("GITHUB_ACTIONS", "true"),
                Results.suspect("m:maybe"),
                Results.regression("m:bad", Severity.CRITICAL),
                Results.pass("m:good"));

        assertThat(out.toString().lines())
                .containsExactly(
                        "::error title=REGRESSION (critical) m%3Abad::m:bad = 131.87 ms: a change of +31.9 %25 is worse than "
                                + "the threshold of 5 %25, lower is better",
                        "::warning title=SUSPECT (warning) m%3Amaybe::m:maybe = 131.87 ms: a change of +8.00 %25 is not "
                                + "confirmed");
    }

    @Test
    void github_annotatesAGateThatMeasuredNothing() {
        show(Map.of("GITHUB_ACTIONS", "true"));

        assertThat(out.toString()).startsWith("::error title=Performance inconclusive::INCONCLUSIVE: nothing was");
    }

    @Test
    void names_cannotStartAnAnnotationOfTheirOwn() {
        show(Map.of("GITHUB_ACTIONS", "true"), Results.regression("m:a\n::error::x", Severity.WARNING));

        assertThat(out.toString().lines()).hasSize(1);
    }

    @Test
    void manyRegressions_areTenAnnotations() {
        GateMeasurement[] many = new GateMeasurement[30];
        for (int i = 0; i < many.length; i++) {
            many[i] = Results.regression("m:metric_" + i, Severity.WARNING);
        }
        show(Map.of("GITHUB_ACTIONS", "true"), many);

        assertThat(out.toString().lines()).hasSize(10);
    }

    @Test
    void summary_isAppended() throws IOException {
        Path summary = Files.writeString(folder.resolve("summary.md"), "before\n");
        show(Map.of("GITHUB_STEP_SUMMARY", summary.toString()), Results.pass("m:good"));

        assertThat(Files.readString(summary))
                .startsWith("before\n## Performance: pass\n")
                .contains("| PASS | m:good |");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void summary_thatCannotBeWritten_isSaidAndNoMore() {
        show(Map.of("GITHUB_STEP_SUMMARY", folder.toString()), Results.pass("m:good"));

        assertThat(err.toString()).contains("cannot be written").contains("the report has the same text");
    }

    @Test
    void azure_getsIssuesAndTheReport() {
        show(Map.of("TF_BUILD", "True"), Results.regression("m:bad", Severity.WARNING));

        assertThat(out.toString().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("##vso[task.logissue type=error]REGRESSION (warning) m:bad: m:bad"))
                .anyMatch(line -> line.equals("##vso[task.uploadsummary]" + folder.resolve("report.md")));
    }

    @Test
    void elsewhere_nothingIsPrinted() {
        show(Map.of(), Results.regression("m:bad", Severity.CRITICAL));

        assertThat(out.toString()).isEmpty();
    }

    private void show(Map<String, String> variables, GateMeasurement... measured) {
        CliContext context = new CliContext(
                variables, folder, new PrintWriter(out, true), new PrintWriter(err, true), false, Clock.systemUTC());
        GateRun run = new GateRun("run-1", TrackerKind.LOCAL, List.of("x"), 0, List.of(measured), List.of(), List.of());
        new CiSystem(context).show(Gate.judge(run, RULE), folder.resolve("report.md"));
    }
}
