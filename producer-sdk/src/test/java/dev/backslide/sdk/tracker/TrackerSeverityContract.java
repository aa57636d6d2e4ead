package dev.backslide.sdk.tracker;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** How bad every tracker says a change is. */
abstract class TrackerSeverityContract extends TrackerUnderContract {

    /** Around each boundary, in both directions, with negative and zero previous values, at a threshold of 5 %. */
    @ParameterizedTest(name = "{0}: {1} -> {2} is {3}")
    @CsvSource({
        "HIGHER_IS_BETTER, 100, 95, PASS",
        "HIGHER_IS_BETTER, 100, 94.999, WARNING",
        "HIGHER_IS_BETTER, 100, 90, WARNING",
        "HIGHER_IS_BETTER, 100, 89.999, CRITICAL",
        "HIGHER_IS_BETTER, 100, 200, PASS",
        "LOWER_IS_BETTER, 100, 105, PASS",
        "LOWER_IS_BETTER, 100, 105.001, WARNING",
        "LOWER_IS_BETTER, 100, 110, WARNING",
        "LOWER_IS_BETTER, 100, 110.001, CRITICAL",
        "LOWER_IS_BETTER, 100, 50, PASS",
        "HIGHER_IS_BETTER, -100, -105, PASS",
        "HIGHER_IS_BETTER, -100, -105.001, WARNING",
        "HIGHER_IS_BETTER, -100, -110, WARNING",
        "HIGHER_IS_BETTER, -100, -110.001, CRITICAL",
        "LOWER_IS_BETTER, -100, -95, PASS",
        "LOWER_IS_BETTER, -100, -94.999, WARNING",
        "LOWER_IS_BETTER, -100, -90, WARNING",
        "LOWER_IS_BETTER, -100, -89.999, CRITICAL",
        "HIGHER_IS_BETTER, 0, 0, PASS",
        "HIGHER_IS_BETTER, 0, 1, PASS",
        "HIGHER_IS_BETTER, 0, -0.001, CRITICAL",
        "LOWER_IS_BETTER, 0, 0, PASS",
        "LOWER_IS_BETTER, 0, -1, PASS",
        "LOWER_IS_BETTER, 0, 0.001, CRITICAL",
        "UNKNOWN, 100, 1, INCONCLUSIVE"
    })
    void severity_ofAChange(Direction direction, double previous, double current, String expected) {
        String unit = direction == Direction.UNKNOWN ? "widgets" : "tokens/sec";
        Direction declared = direction == Direction.UNKNOWN ? null : direction;
        tracker.addMetric(MetricEvent.builder(model, "metric", previous, unit)
                .timestamp(START)
                .direction(declared)
                .build());

        MetricVerdict verdict = verdictOf(tracker.addMetric(MetricEvent.builder(model, "metric", current, unit)
                .timestamp(START.plusSeconds(60))
                .direction(declared)
                .build()));

        boolean regression = expected.equals("WARNING") || expected.equals("CRITICAL");
        assertThat(verdict.verdict())
                .as(verdict.toString())
                .isEqualTo(regression ? Verdict.REGRESSION : Verdict.valueOf(expected));
        assertThat(verdict.severity()).isEqualTo(regression ? Severity.valueOf(expected) : null);
        assertThat(alerts())
                .extracting(RegressionAlert::severity)
                .isEqualTo(regression ? List.of(Severity.valueOf(expected)) : List.of());
        assertThat(previous == 0 && regression ? verdict.changePercent() : null).isNull();
    }

    @Test
    void severity_ofAConfirmedChangeUnderTheThreshold_isInfo() {
        for (int i = 0; i < 70; i++) {
            double noise = (i * 7 % 11 - 5) * 0.02;
            double level = i < 40 ? 100 : 97;
            tracker.addMetric(event("steady", level + noise, i).build());
        }

        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.severity()).isEqualTo(Severity.INFO);
            assertThat(alert.changePercent()).isCloseTo(-3, within(0.3));
        });
    }
}
