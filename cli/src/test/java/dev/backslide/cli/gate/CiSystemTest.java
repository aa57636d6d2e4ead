package dev.backslide.cli.gate;

import dev.backslide.cli.context.CliContext;
import dev.backslide.core.FailOn;
import dev.backslide.core.Severity;
import dev.backslide.gate.Gate;
import dev.backslide.gate.GateRule;
import dev.backslide.gate.GateRun;
import dev.backslide.testkit.JudgedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class CiSystemTest {

    private static final GateRule RULE = new GateRule(FailOn.EVIDENT, Severity.WARNING, false);

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void github_annotatesFailuresAsErrors_andSuspectsAsWarnings() {
        show(
                Map.of("GITHUB_ACTIONS", "true"),
                JudgedEvent.suspect("m:maybe"),
                JudgedEvent.regression("m:bad", Severity.CRITICAL),
                JudgedEvent.pass("m:good"));

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
        show(Map.of("GITHUB_ACTIONS", "true"), ResultLines.regressionOf("a\n::error::x"));

        assertThat(out.toString().lines()).hasSize(1);
    }

    @Test
    void manyRegressions_areTenAnnotations() {
        JudgedEvent[] many = new JudgedEvent[30];
        for (int i = 0; i < many.length; i++) {
            many[i] = JudgedEvent.regression("m:metric_" + i, Severity.WARNING);
        }
        show(Map.of("GITHUB_ACTIONS", "true"), many);

        assertThat(out.toString().lines()).hasSize(10);
    }

    @Test
    void summary_isAppended() throws IOException {
        Path summary = Files.writeString(folder.resolve("summary.md"), "before\n");
        show(Map.of("GITHUB_STEP_SUMMARY", summary.toString()), JudgedEvent.pass("m:good"));

        assertThat(Files.readString(summary))
                .startsWith("before\n## Performance: pass\n")
                .contains("| PASS | m:good |");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void summary_thatCannotBeWritten_isSaidAndNoMore() {
        show(Map.of("GITHUB_STEP_SUMMARY", folder.toString()), JudgedEvent.pass("m:good"));

        assertThat(err.toString()).contains("cannot be written").contains("the report has the same text");
    }

    @Test
    void azure_getsIssuesAndTheReport() {
        show(Map.of("TF_BUILD", "True"), JudgedEvent.regression("m:bad", Severity.WARNING));

        assertThat(out.toString().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("##vso[task.logissue type=error]REGRESSION (warning) m:bad: m:bad"))
                .anyMatch(line -> line.equals("##vso[task.uploadsummary]" + folder.resolve("report.md")));
    }

    @Test
    void elsewhere_nothingIsPrinted() {
        show(Map.of(), JudgedEvent.regression("m:bad", Severity.CRITICAL));

        assertThat(out.toString()).isEmpty();
    }

    private void show(Map<String, String> variables, JudgedEvent... measured) {
        show(variables, ResultLines.run(measured));
    }

    private void show(Map<String, String> variables, GateRun run) {
        CliContext context = new CliContext(
                variables, folder, new PrintWriter(out, true), new PrintWriter(err, true), false, Clock.systemUTC());
        new CiSystem(context).show(Gate.judge(run, RULE), folder.resolve("report.md"));
    }
}
