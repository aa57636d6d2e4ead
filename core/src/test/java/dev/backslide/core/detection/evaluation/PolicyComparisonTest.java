package dev.backslide.core.detection.evaluation;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.monitor.Recorded;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.Policy;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyComparisonTest {

    private static final Policy ADAPTIVE = Policy.ofThreshold(5);
    private static final Policy PREVIOUS = ADAPTIVE.withDetector(DetectorKind.PREVIOUS);

    @Test
    void step_isRaisedByBoth_theAdaptiveOneLaterButWithTheSameFirstMeasurement() {
        List<PolicyComparison.Raised> raised = compare(ADAPTIVE, PREVIOUS, Recorded.of(stepAt60()));

        assertThat(raised).hasSize(2);
        assertThat(raised.get(0).bySecond()).isTrue();
        assertThat(raised.get(0).sinceFirst()).isZero();
        assertThat(raised.get(0).other().verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(raised.get(1).bySecond()).isFalse();
        assertThat(raised.get(1).sinceFirst()).isBetween(4, 15);
        assertThat(raised.get(1).alert().openedAt())
                .isEqualTo(raised.get(0).alert().openedAt());
        assertThat(raised.get(1).other().alertId()).isNotNull();
    }

    @Test
    void spike_isRaisedByThePreviousRuleAlone() {
        double[] values = Recorded.steady(80);
        values[50] = 130;
        List<PolicyComparison.Raised> raised = compare(ADAPTIVE, PREVIOUS, Recorded.of(values));

        assertThat(raised)
                .singleElement()
                .satisfies(one -> assertThat(one.bySecond()).isTrue());
    }

    @Test
    void alertThatOpensAgain_isRaisedAgain() {
        double[] values = new double[30];
        Arrays.setAll(values, i -> i < 9 ? 100 : i == 10 ? 101 : 110);

        assertThat(compare(ADAPTIVE, ADAPTIVE, Recorded.of(values)))
                .filteredOn(one -> !one.bySecond())
                .extracting(one -> one.alert().revision())
                .containsExactly(1, 3);
    }

    @Test
    void unknownDirection_isJudgedBothWays() {
        List<MetricEvent> events = new ArrayList<>();
        double[] values = stepAt60();
        for (int i = 0; i < values.length; i++) {
            events.add(MetricEvent.builder("shop", "checkout", values[i], "widgets")
                    .eventId("event-" + i)
                    .timestamp(Recorded.START.plusSeconds(i))
                    .build());
        }
        PolicyComparison comparison = new PolicyComparison(metric -> ADAPTIVE, metric -> Policy.ofThreshold(50));
        List<PolicyComparison.Raised> raised = new ArrayList<>();
        events.forEach(event -> raised.addAll(comparison.next(Recorded.SERIES, event)));

        assertThat(comparison.judgedBothWays()).isEqualTo(values.length);
        assertThat(raised)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.alert().direction()).isEqualTo(Direction.LOWER_IS_BETTER));
    }

    private static double[] stepAt60() {
        double[] values = Recorded.steady(90);
        for (int i = 60; i < values.length; i++) {
            values[i] += 20;
        }
        return values;
    }

    private static List<PolicyComparison.Raised> compare(Policy first, Policy second, List<MetricEvent> events) {
        PolicyComparison comparison = new PolicyComparison(metric -> first, metric -> second);
        List<PolicyComparison.Raised> raised = new ArrayList<>();
        events.forEach(event -> raised.addAll(comparison.next(Recorded.SERIES, event)));
        return raised;
    }
}
