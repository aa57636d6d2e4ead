package dev.backslide.core.detection.monitor;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertReason;
import dev.backslide.core.AlertState;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.rule.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;

/** One regression, one alert, also where it ended before it was confirmed. */
class ReopenedAlertTest {

    private static final Policy ADAPTIVE = Policy.ofThreshold(5);
    private static final int FIRST_BAD = 9;

    private final List<MetricVerdict> verdicts = new ArrayList<>();
    private WatchedSeries series = new WatchedSeries(ADAPTIVE);

    @Test
    void withdrawnAlert_isOpenedAgainByTheConfirmationOfItsChange() {
        for (int i = 0; i < 30; i++) {
            record(i, i < FIRST_BAD ? 100 : i == FIRST_BAD + 1 ? 101 : 110);
        }
        assertThat(series.revisions())
                .extracting(RegressionAlert::state)
                .containsExactly(AlertState.OPEN, AlertState.WITHDRAWN, AlertState.OPEN);
        assertThat(series.revisions()).extracting(RegressionAlert::revision).containsExactly(1, 2, 3);
        assertThat(series.revisions())
                .extracting(RegressionAlert::alertId)
                .containsOnly(series.revisions().get(0).alertId());
        assertThat(series.revisions()).extracting(RegressionAlert::isRaised).containsExactly(true, false, true);
        assertThat(series.revisions())
                .extracting(RegressionAlert::reasonCode)
                .containsExactly(AlertReason.RAISED, AlertReason.REFUTED, AlertReason.REOPENED);
        assertThat(series.revisions().get(2).detector()).isEqualTo("adaptive");
        assertThat(series.revisions().get(2).reason()).startsWith("opened again: the level changed by +10");
        assertThat(series.now().memory().endedAlerts()).isEmpty();
        assertThat(verdicts.stream().filter(one -> one.verdict() == Verdict.REGRESSION))
                .hasSizeGreaterThan(2)
                .extracting(MetricVerdict::alertId)
                .containsOnly(series.revisions().get(0).alertId());
    }

    @Test
    void severityThatFallsAndRises_doesNotReopenWhatSomebodyHasTaken() {
        series.record(0, 100);
        series.record(20, 112);
        assertThat(Objects.requireNonNull(series.open()).severity()).isEqualTo(Severity.CRITICAL);
        series.handle(AlertAction.ACKNOWLEDGE, 20);
        series.record(10, 104);
        series.record(15, 100);
        RegressionAlert alert = Objects.requireNonNull(series.open());
        assertThat(alert.state()).isEqualTo(AlertState.ACKNOWLEDGED);
        assertThat(alert.lastGoodCommit()).isEqualTo("c15");
        assertThat(series.revisions()).extracting(RegressionAlert::severity).containsOnly(Severity.CRITICAL);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPECT", "RESET"})
    void alertThatSomebodyClosed_staysClosedWhenItsChangeIsConfirmed(AlertAction action) {
        for (int i = 0; i < 40; i++) {
            record(i, i < FIRST_BAD ? 100 : 110);
            if (i == FIRST_BAD) {
                series.handle(action, i);
            }
        }
        assertThat(series.revisions()).hasSize(2);
        assertThat(verdicts.subList(FIRST_BAD + 1, 40))
                .extracting(MetricVerdict::verdict)
                .containsOnly(Verdict.SUSPECT, Verdict.PASS)
                .last()
                .isEqualTo(Verdict.PASS);
        assertThat(verdicts).anyMatch(one -> one.reason().contains("a person has already closed the alert about it"));
    }

    @Test
    void regressionAfterAnExpectedOne_raisesAnAlertOfItsOwn() {
        for (int i = 0; i < 80; i++) {
            record(i, i < FIRST_BAD ? 100 : i < 50 ? 110 : 130);
            if (i == FIRST_BAD) {
                series.handle(AlertAction.EXPECT, i);
            }
        }
        assertThat(series.revisions()).hasSize(3);
        assertThat(series.revisions().get(2).state()).isEqualTo(AlertState.OPEN);
        assertThat(series.revisions().get(2).revision()).isEqualTo(1);
        assertThat(series.revisions().get(2).alertId())
                .isNotEqualTo(series.revisions().get(0).alertId());
    }

    @Test
    void youngSeriesOfManyKinds_neverUseARevisionTwiceNorOpenWhatSomebodyClosed() {
        for (int seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            series = new WatchedSeries(ADAPTIVE);
            double noise = 0.2 + 3 * random.nextDouble();
            int change = 2 + random.nextInt(12);
            AlertAction action = random.nextInt(3) == 0 ? AlertAction.EXPECT : AlertAction.RESET;
            for (int i = 0; i < 60; i++) {
                record(i, (i < change ? 100 : 112) + noise * (random.nextDouble() + random.nextDouble() - 1));
                if (series.open() != null && random.nextInt(4) == 0) {
                    series.handle(action, i);
                }
                series.rebuild();
            }
            series.assertRevisions();
        }
    }

    @Test
    void rebuiltAfterEveryMeasurement_opensTheSameAlertAgain() {
        SeriesMonitor kept = WatchedSeries.monitor();
        List<RegressionAlert> expected = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            double value = i < FIRST_BAD ? 100 : i == FIRST_BAD + 1 ? 101 : 110;
            expected.addAll(kept.accept(WatchedSeries.event(i, value), ADAPTIVE).alerts());
            record(i, value);
            series.rebuild();
        }
        assertThat(series.revisions()).hasSize(3).isEqualTo(expected);
        assertThat(series.now().memory()).isEqualTo(kept.memory());
    }

    private void record(int minute, double value) {
        verdicts.add(Objects.requireNonNull(series.record(minute, value).verdict()));
    }
}
