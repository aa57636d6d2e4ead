package dev.backslide.junit;

import dev.backslide.core.Verdict;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class AssertionTest {

    @TempDir
    Path folder;

    @Test
    void metric_withoutHistory_passes() {
        passes(new Kit(folder).run(Cases.BaseClass.class, 100.0));
    }

    @Test
    void changeWithinTheThreshold_passes() {
        passes(new Kit(folder).history(100, 101, 100).run(Cases.BaseClass.class, 104.0));
    }

    @Test
    void improvement_passes() {
        passes(new Kit(folder).history(100, 101, 100).run(Cases.BaseClass.class, 50.0));
    }

    @Test
    void regression_failsAndTellsEverything() {
        String failure = new Kit(folder).history(100, 102, 100).failure(Cases.BaseClass.class, 120.0);

        assertThat(failure.lines())
                .contains(
                        "shop:checkout regressed (critical): 100 to 120 ms, +20.0 %, threshold 5 %",
                        "  previous   100 ms",
                        "  current    120 ms",
                        "  change     +20.0 %, lower is better",
                        "  threshold  5 %",
                        "  history    ▁▁▁█  100, 102, 100, 120 ms (newest last)",
                        "  why        a change of +20.0 % is worse than the threshold of 5 %, lower is better")
                .anySatisfy(
                        line -> assertThat(line).startsWith("  commits    c2").endsWith(" (last good..first bad)"))
                .anySatisfy(line -> assertThat(line).startsWith("  accept     if the new level is intended: "));
    }

    @Test
    void regression_fromZero_failsWithoutAPercentage() {
        String failure = new Kit(folder).history(0, 0, 0).failure(Cases.BaseClass.class, 3.0);

        assertThat(failure).startsWith("shop:checkout regressed (critical): 0 to 3 ms, from zero, threshold 5 %");
    }

    @Test
    void historyOfTheMessage_endsAfterTenValues() {
        String failure = new Kit(folder)
                .history(201, 202, 100, 101, 100, 101, 100, 101, 100, 101, 100)
                .with("perf.detector", "previous")
                .failure(Cases.BaseClass.class, 190.0);

        assertThat(failure)
                .contains("100, 101, 100, 101, 100, 101, 100, 101, 100, 190 ms")
                .doesNotContain("202");
    }

    @Test
    void regression_isAnErrorOfItsOwnWithTheVerdict() {
        EngineExecutionResults results = new Kit(folder).history(100, 102, 100).run(Cases.Mixin.class, 120.0);

        assertThat(Kit.failureOf(results))
                .isInstanceOfSatisfying(
                        PerformanceRegressionError.class,
                        error -> assertThat(error.verdict().verdict()).isEqualTo(Verdict.REGRESSION));
    }

    @Test
    void level_thatWasAccepted_isWhatLaterValuesAreComparedWith() {
        Kit kit = new Kit(folder).history(100, 102, 100);
        assertThat(kit.failure(Cases.BaseClass.class, 120.0)).contains("regressed", "backslide expect ");
        assertThat(kit.failure(Cases.BaseClass.class, 121.0)).contains("regressed", "100 to 121 ms");
        try (PerformanceRegressionTracker tracker = kit.tracker()) {
            tracker.resetAlerts();
        }

        passes(kit.run(Cases.BaseClass.class, 121.0));
    }

    @Test
    void lastRecordedValue_counts() {
        passes(new Kit(folder).history(100, 100, 100).run(Cases.RecordsTwice.class, 130.0, 100.0));
    }

    @Test
    void metric_thatWasNotRecorded_failsNamingWhatWas() {
        EngineExecutionResults results = new Kit(folder).run(Cases.AssertsAnother.class);

        assertThat(Kit.failureOf(results))
                .isExactlyInstanceOf(AssertionFailedError.class)
                .hasMessage(
                        "this test has not recorded shop:chekout, so it cannot be judged; it recorded"
                                + " shop:checkout, shop:search. Call recordPerformanceMetric with the same model and name before");
    }

    @Test
    void nothingRecorded_fails() {
        assertThat(new Kit(folder).failure(Cases.AssertsNothingRecorded.class))
                .isEqualTo("this test has not recorded shop:checkout, so it cannot be judged; it recorded nothing."
                        + " Call recordPerformanceMetric with the same model and name before");
    }

    @Test
    void allFailingMetricsOfATest_areTold() {
        EngineExecutionResults results = new Kit(folder)
                .with("performance.regression", "true")
                .run(Cases.AssertsAll.class, 100.0, 10.0, 120.0, 12.0);

        assertThat(Kit.failureOf(results))
                .isInstanceOf(MultipleFailuresError.class)
                .hasMessageContaining("2 metrics of this test failed")
                .hasMessageContaining("shop:checkout regressed")
                .hasMessageContaining("shop:search regressed");
    }

    @Test
    void thresholdOfTheMeasurement_isApplied() {
        passes(new Kit(folder).history(100, 100, 100).run(Cases.OwnThreshold.class, 140.0));
        assertThat(new Kit(folder).failure(Cases.OwnThreshold.class, 240.0)).contains("threshold 50 %");
    }

    @Test
    void thresholdOfTheRun_isApplied() {
        passes(new Kit(folder)
                .history(100, 100, 100)
                .with("perf.threshold", "30")
                .run(Cases.BaseClass.class, 120.0));
    }

    @Test
    void regression_passesWhereNothingIsToFail() {
        passes(new Kit(folder)
                .history(100, 100, 100)
                .with("perf.fail-on", "never")
                .run(Cases.BaseClass.class, 120.0));
    }

    @Test
    void failOnRegressionFalse_isRespectedAndTheReportWarned() {
        EngineExecutionResults results = new Kit(folder)
                .history(100, 100, 100)
                .with("perf.fail-on-regression", "false")
                .run(Cases.BaseClass.class, 120.0);

        passes(results);
        assertThat(Reported.of(results))
                .anySatisfy(entry ->
                        assertThat(entry.get("performance.warning")).startsWith("shop:checkout regressed (critical)"));
    }

    @Test
    void value_thatIsNoNumber_failsTheTest() {
        assertThat(new Kit(folder).failure(Cases.NotFinite.class))
                .isEqualTo("value of shop:checkout was NaN but it must be finite; leave out measurements that failed");
    }

    @Test
    void lifecycleMethods_recordToo() {
        passes(new Kit(folder).run(Cases.Lifecycle.class));
    }

    private static void passes(EngineExecutionResults results) {
        results.testEvents().assertStatistics(tests -> tests.started(1).succeeded(1));
    }
}
