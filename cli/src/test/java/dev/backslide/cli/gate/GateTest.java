package dev.backslide.cli.gate;

import dev.backslide.cli.Run;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.gate.GateOptions.FailOn;
import dev.backslide.configuration.TrackerKind;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricKey;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Severity;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.monitor.SeriesMemory;
import dev.backslide.core.detection.monitor.SeriesMonitor;
import dev.backslide.core.detection.rule.Policy;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

class GateTest {

    private static final GateRule USUAL = new GateRule(true, FailOn.EVIDENT, Severity.WARNING, false);

    @Test
    void nothingWorse_passes() {
        GateResult result = Gate.judge(Results.run(Results.pass("m:a"), Results.pass("m:b")), USUAL);

        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.headline()).isEqualTo("PASSED: none of 2 measurements is worse than allowed");
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void regression_fails_andIsNamed() {
        GateResult result =
                Gate.judge(Results.run(Results.pass("m:a"), Results.regression("m:b", Severity.CRITICAL)), USUAL);

        assertThat(result.exitCode()).isEqualTo(ExitCode.REGRESSION);
        assertThat(result.headline()).isEqualTo("REGRESSION: 1 of 2 measurements is worse than allowed: m:b +31.9 %");
        assertThat(result.rows().get(0).label()).isEqualTo("REGRESSION (critical)");
    }

    @Test
    void regressionBelowTheSeverity_passesWithANote() {
        GateRule critical = new GateRule(true, FailOn.EVIDENT, Severity.CRITICAL, false);

        GateResult warning = Gate.judge(Results.run(Results.regression("m:a", Severity.WARNING)), critical);
        GateResult worse = Gate.judge(Results.run(Results.regression("m:a", Severity.CRITICAL)), critical);

        assertThat(warning.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(warning.notes()).singleElement().asString().contains("not what fails this gate: m:a");
        assertThat(worse.exitCode()).isEqualTo(ExitCode.REGRESSION);
    }

    @Test
    void regressionBelowTheThreshold_failsWhereInfoIsAskedForOnly() {
        GateRun run = Results.run(Results.regression("m:a", Severity.INFO));

        assertThat(Gate.judge(run, USUAL).exitCode()).isEqualTo(ExitCode.OK);
        assertThat(Gate.judge(run, new GateRule(true, FailOn.EVIDENT, Severity.INFO, false))
                        .exitCode())
                .isEqualTo(ExitCode.REGRESSION);
    }

    @Test
    void suspect_failsWhereAskedForOnly() {
        GateRun run = Results.run(Results.suspect("m:a"));

        assertThat(Gate.judge(run, USUAL).exitCode()).isEqualTo(ExitCode.OK);
        assertThat(Gate.judge(run, new GateRule(true, FailOn.SUSPECT, Severity.WARNING, false))
                        .exitCode())
                .isEqualTo(ExitCode.REGRESSION);
    }

    @Test
    void suspectBeyondDoubt_fails_unlessOnlyWhatIsConfirmedMay() {
        GateRun run = Results.run(Results.evident("m:a"));

        assertThat(Gate.judge(run, USUAL).exitCode()).isEqualTo(ExitCode.REGRESSION);
        GateResult confirmed = Gate.judge(run, new GateRule(true, FailOn.REGRESSION, Severity.WARNING, false));
        assertThat(confirmed.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(confirmed.headline()).isEqualTo("PASSED: nothing fails this gate");
    }

    @Test
    void firstRun_withAMetricThatIsOnlyTracked_passes() {
        GateRun run = Results.run(Results.first("m:a"), Results.unjudged("m:gc.count"));

        assertThat(Gate.judge(run, USUAL).exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void regression_whereNothingFails_passes() {
        GateRule never = new GateRule(false, FailOn.EVIDENT, Severity.WARNING, false);

        assertThat(Gate.judge(Results.run(Results.regression("m:a", Severity.CRITICAL)), never)
                        .exitCode())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void nothingMeasured_isInconclusive() {
        GateResult result = Gate.judge(Results.run(), USUAL);

        assertThat(result.exitCode()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(result.headline()).startsWith("INCONCLUSIVE: nothing was measured");
    }

    @Test
    void expectedMetricMissing_isInconclusive_andNeverHidesARegression() {
        GateRun passed = run(0, List.of(Results.pass("m:a")), List.of("shop:total"), List.of());
        GateRun regressed =
                run(0, List.of(Results.regression("m:a", Severity.WARNING)), List.of("shop:total"), List.of());

        assertThat(Gate.judge(passed, USUAL).exitCode()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(Gate.judge(regressed, USUAL).exitCode()).isEqualTo(ExitCode.REGRESSION);
        assertThat(Gate.judge(regressed, USUAL).notes())
                .containsExactly("an expected metric was not measured: shop:total");
    }

    @Test
    void expectedMetricMissing_isNamedWithTheNearest() {
        GateRun run = run(0, List.of(Results.pass("shop:chekout")), List.of("shop:checkout"), List.of());

        assertThat(Gate.judge(run, USUAL).headline())
                .endsWith("not measured: shop:checkout (nearest measured: shop:chekout)");
    }

    @Test
    void oneWithoutAnAnswer_isInconclusive() {
        GateResult result = Gate.judge(Results.run(Results.pass("m:a"), Results.unanswered("m:b")), USUAL);

        assertThat(result.exitCode()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(result.headline()).contains("without a verdict: m:b (no verdict came within 100 ms)");
    }

    @Test
    void firstRun_passesWithANote_unlessHistoryIsRequired() {
        GateRun run = Results.run(Results.first("m:a"), Results.first("m:b"));

        GateResult lenient = Gate.judge(run, USUAL);
        GateResult strict = Gate.judge(run, new GateRule(true, FailOn.EVIDENT, Severity.WARNING, true));

        assertThat(lenient.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(lenient.headline()).isEqualTo("PASSED: nothing has a history to be compared with yet");
        assertThat(lenient.notes())
                .containsExactly("all 2 measurements are without a history yet, judged from the next run on: m:a, m:b");
        assertThat(strict.exitCode()).isEqualTo(ExitCode.INCONCLUSIVE);
    }

    @Test
    void everyMetricUnjudged_isInconclusive_oneJudgedIsEnough() {
        assertThat(Gate.judge(Results.run(Results.unjudged("m:a"), Results.unjudged("m:b")), USUAL)
                        .exitCode())
                .isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(Gate.judge(Results.run(Results.unjudged("m:a"), Results.pass("m:b")), USUAL)
                        .exitCode())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void commandFailed_failsWithItsStatus_butARegressionIsOne() {
        GateResult failed = Gate.judge(run(7, List.of(Results.pass("m:a")), List.of(), List.of()), USUAL);
        GateResult regressed =
                Gate.judge(run(7, List.of(Results.regression("m:a", Severity.WARNING)), List.of(), List.of()), USUAL);

        assertThat(failed.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.headline()).startsWith("FAILED: the command exited with status 7");
        assertThat(regressed.exitCode()).isEqualTo(ExitCode.REGRESSION);
        assertThat(regressed.notes()).singleElement().asString().contains("status 7");
    }

    @Test
    void trouble_failsTheTool() {
        GateRun run = run(0, List.of(Results.pass("m:a")), List.of(), List.of("line 3 is no result"));

        assertThat(Gate.judge(run, USUAL).exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void firstMeasurement_judgedByTheRealRule_isKnownAsOne() {
        MetricEvent event = MetricEvent.builder("m", "a", 1, "ms")
                .timestamp(Run.NOW)
                .direction(Direction.LOWER_IS_BETTER)
                .verdictRequested(true)
                .build();
        SeriesMonitor monitor = new SeriesMonitor(
                SeriesKey.of(new MetricKey("m", "a")), new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);

        MetricVerdict verdict = Objects.requireNonNull(
                monitor.accept(event, Policy.ofThreshold(5)).verdict());

        assertThat(GateMeasurement.unanswered(event, "m:a", "")
                        .answered(verdict)
                        .isFirst())
                .isTrue();
    }

    private static GateRun run(
            int status, List<GateMeasurement> measured, List<String> missing, List<String> problems) {
        return new GateRun("run-1", TrackerKind.LOCAL, List.of("x"), status, measured, missing, problems);
    }
}
