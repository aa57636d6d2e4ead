package dev.backslide.core.detection;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricKey;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;

/** One regression, one alert, also where it ended before it was confirmed. */
class ReopenedAlertTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final SeriesKey SERIES = SeriesKey.of(new MetricKey("m", "latency"));
    private static final Policy ADAPTIVE = Policy.ofThreshold(5);
    private static final int FIRST_BAD = 9;

    private final List<RegressionAlert> revisions = new ArrayList<>();
    private final List<MetricVerdict> verdicts = new ArrayList<>();
    private SeriesMonitor monitor =
            new SeriesMonitor(SERIES, new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);

    @Test
    void withdrawnAlert_isOpenedAgainByTheConfirmationOfItsChange() {
        for (int i = 0; i < 30; i++) {
            record(i, i < FIRST_BAD ? 100 : i == FIRST_BAD + 1 ? 101 : 110);
        }
        assertThat(revisions)
                .extracting(RegressionAlert::state)
                .containsExactly(AlertState.OPEN, AlertState.WITHDRAWN, AlertState.OPEN);
        assertThat(revisions).extracting(RegressionAlert::revision).containsExactly(1, 2, 3);
        assertThat(revisions)
                .extracting(RegressionAlert::alertId)
                .containsOnly(revisions.get(0).alertId());
        assertThat(revisions).extracting(RegressionAlert::isRaised).containsExactly(true, false, true);
        assertThat(revisions.get(2).detector()).isEqualTo("adaptive");
        assertThat(revisions.get(2).reason()).startsWith("opened again: the level changed by +10");
        assertThat(monitor.memory().endedAlerts()).isEmpty();
        assertThat(verdicts.stream().filter(one -> one.verdict() == Verdict.REGRESSION))
                .hasSizeGreaterThan(2)
                .extracting(MetricVerdict::alertId)
                .containsOnly(revisions.get(0).alertId());
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPECT", "RESET"})
    void alertThatSomebodyClosed_staysClosedWhenItsChangeIsConfirmed(AlertAction action) {
        for (int i = 0; i < 40; i++) {
            record(i, i < FIRST_BAD ? 100 : 110);
            if (i == FIRST_BAD) {
                close(action, i);
            }
        }
        assertThat(revisions).hasSize(2);
        assertThat(verdicts.subList(FIRST_BAD + 1, 40))
                .extracting(MetricVerdict::verdict)
                .containsOnly(Verdict.SUSPECT, Verdict.PASS)
                .last()
                .isEqualTo(Verdict.PASS);
        assertThat(verdicts).anyMatch(one -> one.reason().contains("somebody has closed the alert about it already"));
    }

    @Test
    void regressionAfterAnExpectedOne_raisesAnAlertOfItsOwn() {
        for (int i = 0; i < 80; i++) {
            record(i, i < FIRST_BAD ? 100 : i < 50 ? 110 : 130);
            if (i == FIRST_BAD) {
                close(AlertAction.EXPECT, i);
            }
        }
        assertThat(revisions).hasSize(3);
        assertThat(revisions.get(2).state()).isEqualTo(AlertState.OPEN);
        assertThat(revisions.get(2).revision()).isEqualTo(1);
        assertThat(revisions.get(2).alertId()).isNotEqualTo(revisions.get(0).alertId());
    }

    /** As a sink sees it: a revision counts once, and only a person's word is final. */
    @Test
    void youngSeriesOfManyKinds_neverUseARevisionTwiceNorOpenWhatSomebodyClosed() {
        for (int seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            monitor = new SeriesMonitor(SERIES, new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);
            revisions.clear();
            double noise = 0.2 + 3 * random.nextDouble();
            int change = 2 + random.nextInt(12);
            AlertAction action = random.nextInt(3) == 0 ? AlertAction.EXPECT : AlertAction.RESET;
            for (int i = 0; i < 60; i++) {
                record(i, (i < change ? 100 : 112) + noise * (random.nextDouble() + random.nextDouble() - 1));
                if (monitor.memory().openAlert() != null && random.nextInt(4) == 0) {
                    close(action, i);
                }
                monitor = new SeriesMonitor(SERIES, monitor.history(), monitor.memory());
            }
            assertRevisions(seed);
        }
    }

    private void assertRevisions(int seed) {
        Map<String, RegressionAlert> latest = new HashMap<>();
        for (RegressionAlert alert : revisions) {
            RegressionAlert before = latest.put(alert.alertId(), alert);
            assertThat(alert.revision()).as("seed %d", seed).isEqualTo(before == null ? 1 : before.revision() + 1);
            assertThat(before == null || before.state().isOpen() || before.actor() == null)
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void rebuiltAfterEveryMeasurement_opensTheSameAlertAgain() {
        SeriesMonitor kept = new SeriesMonitor(SERIES, new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);
        List<RegressionAlert> expected = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            double value = i < FIRST_BAD ? 100 : i == FIRST_BAD + 1 ? 101 : 110;
            expected.addAll(kept.accept(event(i, value), ADAPTIVE).alerts());
            record(i, value);
            monitor = new SeriesMonitor(SERIES, monitor.history(), monitor.memory());
        }
        assertThat(revisions).hasSize(3).isEqualTo(expected);
        assertThat(monitor.memory()).isEqualTo(kept.memory());
    }

    private void record(int minute, double value) {
        Decision decision = monitor.accept(event(minute, value), ADAPTIVE);
        revisions.addAll(decision.alerts());
        if (decision.verdict() != null) {
            verdicts.add(decision.verdict());
        }
    }

    private void close(AlertAction action, int minute) {
        revisions.addAll(monitor.apply(new AlertCommand(
                        "c" + minute,
                        action,
                        SERIES.toString(),
                        null,
                        "ada",
                        START.plusSeconds(60L * minute + 30),
                        "known",
                        null,
                        null))
                .alerts());
    }

    private static MetricEvent event(int minute, double value) {
        return MetricEvent.builder("m", "latency", value, "ms")
                .eventId("e" + minute)
                .timestamp(START.plusSeconds(60L * minute))
                .verdictRequested(true)
                .build();
    }
}
