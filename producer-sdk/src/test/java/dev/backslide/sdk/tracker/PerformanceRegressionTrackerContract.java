package dev.backslide.sdk.tracker;

import dev.backslide.core.AlertState;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Run;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.rule.Policies;
import dev.backslide.core.detection.rule.Policy;
import dev.backslide.core.detection.rule.PolicyRule;
import dev.backslide.core.statistics.Summary;
import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.VerdictOutcome.Received;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

/** What every tracker does, whatever it keeps its data in. */
public abstract class PerformanceRegressionTrackerContract extends TrackerFilesContract {

    @Test
    void firstMeasurement_isInconclusive() {
        assertThat(add("speed", 150).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void fallOfThroughput_isARegressionWithAnAlert() {
        add("speed", 150);

        MetricVerdict verdict = add("speed", 140);

        assertThat(verdict.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(verdict.severity()).isEqualTo(Severity.WARNING);
        assertThat(verdict.baseline()).isEqualTo(150);
        assertThat(verdict.changePercent()).isCloseTo(-6.6667, within(1e-4));
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.alertId()).isEqualTo(verdict.alertId());
            assertThat(alert.message())
                    .isEqualTo("Performance regression detected for " + model
                            + ":speed. Previous: 150.00tokens/sec, Current: 140.00tokens/sec, Change: -6.67%");
        });
    }

    @Test
    void changeWithinThreshold_passes() {
        add("speed", 150);

        assertThat(add("speed", 145).verdict()).isEqualTo(Verdict.PASS);
        assertThat(alerts()).isEmpty();
    }

    @Test
    void recordMetric_keepsMetadataAndRun() {
        VerdictOutcome outcome =
                tracker.recordMetric("speed", 150, "tokens/sec", model, "performance", Map.of("hardware", "RTX 3090"));

        assertThat(outcome).isInstanceOf(Received.class);
        assertThat(tracker.getPreviousMetric(key("speed"))).hasValueSatisfying(event -> {
            assertThat(event.value()).isEqualTo(150);
            assertThat(event.metadata()).containsEntry("hardware", "RTX 3090");
            assertThat(event.category()).isEqualTo("performance");
        });
    }

    @Test
    void invalidMeasurement_isNotSentAndNamed() {
        assertThat(tracker.recordMetric("speed", Double.NaN, "tokens/sec", model, "performance"))
                .isInstanceOfSatisfying(NotSent.class, refused -> {
                    assertThat(refused.dropReason()).isEqualTo(DropReason.INVALID);
                    assertThat(refused.message()).contains(model + ":speed", "finite");
                });
        assertThat(tracker.getMetricHistory(key("speed"))).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // callers in other languages, or without null checks, must not break a test run
    void nullArgument_isNotSentAndNamed() {
        assertThat(tracker.recordMetric("speed", 1, null, model, "performance"))
                .isInstanceOfSatisfying(
                        NotSent.class, refused -> assertThat(refused.message()).contains(model + ":speed", "null"));
        assertThat(tracker.recordMetric(null, 1, "ms", model, "performance")).isInstanceOf(NotSent.class);
        assertThat(tracker.addMetric(null)).isInstanceOf(NotSent.class);
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullWhereNothingIsNeeded_losesNoMeasurement() {
        Map<String, String> holes = new HashMap<>();
        holes.put("hardware", null);
        holes.put("os", "linux");
        assertThat(tracker.recordMetric("speed", 1, "tokens/sec", model, null, null))
                .isInstanceOf(Received.class);
        assertThat(tracker.recordMetric("speed", 1, "tokens/sec", model, "performance", holes))
                .isInstanceOf(Received.class);
        MetricEvent bare = event("bare", 1, 0)
                .eventId(null)
                .category(null)
                .metadata(null)
                .metadata(null, "value")
                .metadata("key", null)
                .direction(null)
                .thresholdPercent(null)
                .samples(null)
                .run(null)
                .build();
        assertThat(tracker.addMetric(bare)).isInstanceOf(Received.class);

        assertThat(tracker.getPreviousMetric(key("bare"))).hasValue(bare);
        assertThat(tracker.getPreviousMetric(key("speed")))
                .hasValueSatisfying(last -> assertThat(last.metadata()).containsOnly(entry("os", "linux")));
    }

    @Test
    void thresholdAndDirectionRule_holdBesidePolicies() {
        Policies policies = Policies.of(Policy.ofThreshold(1), List.of(PolicyRule.ofThreshold(model + ":strict", 2.0)));
        try (PerformanceRegressionTracker lenient = builder()
                .policies(policies)
                .regressionThreshold(20)
                .directionRule(
                        (category, unit) -> unit.equals("tokens/sec") ? Direction.LOWER_IS_BETTER : Direction.UNKNOWN)
                .build()) {
            for (String name : List.of("lenient", "strict")) {
                lenient.addMetric(event(name, 100, 0).build());
            }

            assertThat(verdictOf(lenient.addMetric(event("lenient", 110, 1).build())))
                    .satisfies(verdict -> {
                        assertThat(verdict.verdict()).isEqualTo(Verdict.PASS);
                        assertThat(verdict.thresholdPercent()).isEqualTo(20);
                    });
            assertThat(verdictOf(lenient.addMetric(event("strict", 110, 1).build())))
                    .satisfies(verdict -> {
                        assertThat(verdict.verdict()).isEqualTo(Verdict.REGRESSION);
                        assertThat(verdict.thresholdPercent()).isEqualTo(2);
                    });
        }
    }

    @Test
    void numbersOfOtherUnits_areConverted_orComparedWithNothing() {
        add("wait", 950, "us", 0);

        MetricVerdict worse = add("wait", 1.3, "ms", 1);
        MetricVerdict slip = add("wait", 2, "MB", 2);

        assertThat(worse.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(worse.changePercent()).isCloseTo(36.84, within(0.01));
        assertThat(worse.value()).isEqualTo(1.3);
        assertThat(worse.baseline()).isEqualTo(0.95);
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.unit()).isEqualTo("us");
            assertThat(alert.currentValue()).isEqualTo(1_300);
        });
        assertThat(slip.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(slip.baseline()).isNull();
        assertThat(tracker.getMetricHistory(key("wait")))
                .extracting(MetricEvent::unit)
                .containsExactly("us", "ms", "MB");
        assertThat(tracker.getHistoricalStats(key("wait"))).hasValueSatisfying(stats -> {
            assertThat(stats.count()).isEqualTo(2);
            assertThat(stats.max()).isEqualTo(1_300);
        });
    }

    private MetricVerdict add(String name, double value, String unit, int minute) {
        return verdictOf(tracker.addMetric(MetricEvent.builder(model, name, value, unit)
                .category("time")
                .timestamp(START.plus(Duration.ofMinutes(minute)))
                .build()));
    }

    @Test
    void checkRegression_judgesAndRecordsNothing() {
        add("speed", 150);

        MetricVerdict verdict =
                tracker.checkRegression(key("speed"), event("speed", 100, 1).build());

        assertThat(verdict.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(verdict.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(tracker.getMetricHistory(key("speed"))).hasSize(1);
        assertThat(alerts()).isEmpty();
    }

    @Test
    void checkRegression_ofUnknownSeries_isInconclusive() {
        assertThat(tracker.checkRegression(key("speed"), event("speed", 100, 1).build())
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void history_isInOrderOfTime_lateAndTwiceSentIncluded() {
        MetricEvent late = event("speed", 149, 1).build();
        tracker.addMetric(event("speed", 150, 0).build());
        tracker.addMetric(event("speed", 151, 2).build());
        tracker.addMetric(late);
        tracker.addMetric(late);

        assertThat(tracker.getMetricHistory(key("speed")))
                .extracting(MetricEvent::value)
                .containsExactly(150.0, 149.0, 151.0);
        assertThat(tracker.getPreviousMetric(key("speed")))
                .hasValueSatisfying(newest -> assertThat(newest.value()).isEqualTo(151));
    }

    @Test
    void history_keepsEveryField() {
        MetricEvent full = event("speed", 150.25, 0)
                .metadata("hardware", "RTX 3090, \"quoted\"\nline")
                .direction(Direction.HIGHER_IS_BETTER)
                .thresholdPercent(2.5)
                .samples(List.of(150.0, 150.5))
                .run(new Run("run-1", "abc123", START.minus(Duration.ofHours(1)), "main", "https://ci.example.org/1"))
                .build();
        tracker.addMetric(full);

        assertThat(tracker.getMetricHistory(key("speed"))).containsExactly(full);
    }

    @Test
    void name_withBraces_isANameLikeAnyOther() {
        String name = "sort [1] {size=10, algo=quick}";
        add(name, 150);
        add(name, 120);

        assertThat(tracker.getMetricHistory(key(name)))
                .extracting(MetricEvent::value)
                .containsExactly(150.0, 120.0);
        assertThat(alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.metricName()).isEqualTo(name));
    }

    @Test
    void unknownSeries_hasNeitherHistoryNorStats() {
        assertThat(tracker.getMetricHistory(key("none"))).isEmpty();
        assertThat(tracker.getPreviousMetric(key("none"))).isEmpty();
        assertThat(tracker.getHistoricalStats(key("none"))).isEmpty();
    }

    @Test
    void stats_areOfTheTenNewest_orOfTheWindowAskedFor() {
        for (int i = 1; i <= 12; i++) {
            tracker.addMetric(event("speed", 100 + i, i).build());
        }

        Summary ten = tracker.getHistoricalStats(key("speed")).orElseThrow();
        assertThat(ten).isEqualTo(Summary.of(new double[] {103, 104, 105, 106, 107, 108, 109, 110, 111, 112}));
        Summary two = tracker.getHistoricalStats(key("speed"), 2).orElseThrow();
        assertThat(two).isEqualTo(Summary.of(new double[] {111, 112}));
        assertThatThrownBy(() -> tracker.getHistoricalStats(key("speed"), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("windowSize was 0");
    }

    @Test
    void resetAlerts_endsThem_andTheNextRegressionAlertsAnew() {
        add("speed", 150);
        add("speed", 140);
        String first = alerts().get(0).alertId();

        tracker.resetAlerts();

        assertThat(alerts()).isEmpty();
        add("speed", 120);
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.alertId()).isNotEqualTo(first);
            assertThat(alert.state()).isEqualTo(AlertState.OPEN);
        });
    }

    @Test
    void recovery_resolvesTheAlert() {
        add("speed", 150);
        add("speed", 140);

        add("speed", 151);

        assertThat(alerts()).isEmpty();
    }

    @Test
    void secondTracker_seesWhatTheFirstRecorded() {
        add("speed", 150);

        try (PerformanceRegressionTracker second = builder().build()) {
            second.loadHistory();
            assertThat(second.getMetricHistory(key("speed"))).hasSize(1);
            second.addMetric(event("speed", 149, 1).build());
        }

        tracker.loadHistory();
        assertThat(tracker.getMetricHistory(key("speed"))).hasSize(2);
    }
}
