package dev.backslide.gate;

import dev.backslide.configuration.TrackerKind;
import dev.backslide.core.Direction;
import dev.backslide.core.FailOn;
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
import dev.backslide.sdk.tracker.MeasurementResult;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

class GateTest {

    private static final GateRule USUAL = new GateRule(FailOn.EVIDENT, Severity.WARNING, false);

    @Test
    void nothingWorse_passes() {
        GateResult result = Gate.judge(Results.run(Results.pass("m:a"), Results.pass("m:b")), USUAL);

        assertThat(result.outcome()).isEqualTo(GateOutcome.PASS);
        assertThat(result.headline()).isEqualTo("PASSED: none of 2 measurements is worse than allowed");
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void regression_fails_andIsNamed() {
        GateResult result =
                Gate.judge(Results.run(Results.pass("m:a"), Results.regression("m:b", Severity.CRITICAL)), USUAL);

        assertThat(result.outcome()).isEqualTo(GateOutcome.REGRESSION);
        assertThat(result.headline()).isEqualTo("REGRESSION: 1 of 2 measurements is worse than allowed: m:b +31.9 %");
        assertThat(result.rows().get(0).label()).isEqualTo("REGRESSION (critical)");
    }

    @Test
    void regressionBelowTheSeverity_passesWithANote() {
        GateRule critical = new GateRule(FailOn.EVIDENT, Severity.CRITICAL, false);

        GateResult warning = Gate.judge(Results.run(Results.regression("m:a", Severity.WARNING)), critical);
        GateResult worse = Gate.judge(Results.run(Results.regression("m:a", Severity.CRITICAL)), critical);

        assertThat(warning.outcome()).isEqualTo(GateOutcome.PASS);
        assertThat(warning.notes()).singleElement().asString().contains("not failing this gate: m:a");
        assertThat(worse.outcome()).isEqualTo(GateOutcome.REGRESSION);
    }

    @Test
    void regressionBelowTheThreshold_failsWhereInfoIsAskedForOnly() {
        GateRun run = Results.run(Results.regression("m:a", Severity.INFO));

        assertThat(Gate.judge(run, USUAL).outcome()).isEqualTo(GateOutcome.PASS);
        assertThat(Gate.judge(run, new GateRule(FailOn.EVIDENT, Severity.INFO, false))
                        .outcome())
                .isEqualTo(GateOutcome.REGRESSION);
    }

    @Test
    void suspect_failsWhereAskedForOnly() {
        GateRun run = Results.run(Results.suspect("m:a"));

        assertThat(Gate.judge(run, USUAL).outcome()).isEqualTo(GateOutcome.PASS);
        assertThat(Gate.judge(run, new GateRule(FailOn.SUSPECT, Severity.WARNING, false))
                        .outcome())
                .isEqualTo(GateOutcome.REGRESSION);
    }

    @Test
    void suspectBeyondDoubt_fails_unlessOnlyWhatIsConfirmedMay() {
        GateRun run = Results.run(Results.evident("m:a"));

        assertThat(Gate.judge(run, USUAL).outcome()).isEqualTo(GateOutcome.REGRESSION);
        GateResult confirmed = Gate.judge(run, new GateRule(FailOn.REGRESSION, Severity.WARNING, false));
        assertThat(confirmed.outcome()).isEqualTo(GateOutcome.PASS);
        assertThat(confirmed.headline()).isEqualTo("PASSED: nothing fails this gate");
    }

    @Test
    void firstRun_withAMetricThatIsOnlyTracked_passes() {
        GateRun run = Results.run(Results.first("m:a"), Results.unjudged("m:gc.count"));

        assertThat(Gate.judge(run, USUAL).outcome()).isEqualTo(GateOutcome.PASS);
    }

    @Test
    void regression_whereNothingFails_passes() {
        GateRule never = new GateRule(FailOn.NEVER, Severity.WARNING, false);

        assertThat(Gate.judge(Results.run(Results.regression("m:a", Severity.CRITICAL)), never)
                        .outcome())
                .isEqualTo(GateOutcome.PASS);
    }

    @Test
    void nothingMeasured_isInconclusive() {
        GateResult result = Gate.judge(Results.run(), USUAL);

        assertThat(result.outcome()).isEqualTo(GateOutcome.INCONCLUSIVE);
        assertThat(result.headline()).startsWith("INCONCLUSIVE: nothing was measured");
    }

    @Test
    void expectedMetricMissing_isInconclusive_andNeverHidesARegression() {
        GateRun passed = run(0, List.of(Results.pass("m:a")), List.of("shop:total"), List.of());
        GateRun regressed =
                run(0, List.of(Results.regression("m:a", Severity.WARNING)), List.of("shop:total"), List.of());

        assertThat(Gate.judge(passed, USUAL).outcome()).isEqualTo(GateOutcome.INCONCLUSIVE);
        assertThat(Gate.judge(regressed, USUAL).outcome()).isEqualTo(GateOutcome.REGRESSION);
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

        assertThat(result.outcome()).isEqualTo(GateOutcome.INCONCLUSIVE);
        assertThat(result.headline()).contains("without a verdict: m:b (no verdict came within 100 ms)");
    }

    @Test
    void firstRun_passesWithANote_unlessHistoryIsRequired() {
        GateRun run = Results.run(Results.first("m:a"), Results.first("m:b"));

        GateResult lenient = Gate.judge(run, USUAL);
        GateResult strict = Gate.judge(run, new GateRule(FailOn.EVIDENT, Severity.WARNING, true));

        assertThat(lenient.outcome()).isEqualTo(GateOutcome.PASS);
        assertThat(lenient.headline()).isEqualTo("PASSED: nothing has a history to be compared with yet");
        assertThat(lenient.notes())
                .containsExactly(
                        "all 2 measurements are without a history yet, to be judged from the next run on: m:a, m:b");
        assertThat(strict.outcome()).isEqualTo(GateOutcome.INCONCLUSIVE);
    }

    @Test
    void everyMetricUnjudged_isInconclusive_oneJudgedIsEnough() {
        assertThat(Gate.judge(Results.run(Results.unjudged("m:a"), Results.unjudged("m:b")), USUAL)
                        .outcome())
                .isEqualTo(GateOutcome.INCONCLUSIVE);
        assertThat(Gate.judge(Results.run(Results.unjudged("m:a"), Results.pass("m:b")), USUAL)
                        .outcome())
                .isEqualTo(GateOutcome.PASS);
    }

    @Test
    void commandFailed_failsWithItsStatus_butARegressionIsOne() {
        GateResult failed = Gate.judge(run(7, List.of(Results.pass("m:a")), List.of(), List.of()), USUAL);
        GateResult regressed =
                Gate.judge(run(7, List.of(Results.regression("m:a", Severity.WARNING)), List.of(), List.of()), USUAL);

        assertThat(failed.outcome()).isEqualTo(GateOutcome.FAILED);
        assertThat(failed.headline()).startsWith("FAILED: the command exited with status 7");
        assertThat(regressed.outcome()).isEqualTo(GateOutcome.REGRESSION);
        assertThat(regressed.notes()).singleElement().asString().contains("status 7");
    }

    @Test
    void trouble_failsTheTool() {
        GateRun run = run(0, List.of(Results.pass("m:a")), List.of(), List.of("line 3 is no result"));

        assertThat(Gate.judge(run, USUAL).outcome()).isEqualTo(GateOutcome.FAILED);
    }

    @Test
    void firstMeasurement_judgedByTheRealRule_isKnownAsOne() {
        MetricEvent event = MetricEvent.builder("m", "a", 1, "ms")
                .timestamp(Instant.parse("2026-06-01T12:00:00Z"))
                .direction(Direction.LOWER_IS_BETTER)
                .verdictRequested(true)
                .build();
        SeriesMonitor monitor = new SeriesMonitor(
                SeriesKey.of(new MetricKey("m", "a")), new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);

        MetricVerdict verdict = Objects.requireNonNull(
                monitor.accept(event, Policy.ofThreshold(5)).verdict());

        assertThat(MeasurementResult.unanswered(event, "m:a", "")
                        .answered(verdict)
                        .isFirst())
                .isTrue();
    }

    private static GateRun run(
            int status, List<MeasurementResult> measured, List<String> missing, List<String> problems) {
        return new GateRun("run-1", TrackerKind.LOCAL, List.of("x"), status, measured, missing, problems);
    }
}
