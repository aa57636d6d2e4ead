package dev.backslide.core.detection.monitor;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;
import dev.backslide.core.detection.changepoint.Baseline;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.EffectivePolicy;
import dev.backslide.core.detection.rule.Judgement;
import dev.backslide.core.detection.rule.PreviousRule;
import dev.backslide.core.detection.rule.WarmUpRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** Verdict sentences say what was compared with what. */
class AlertTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100 | 103     | 5   | 0  | a change of +3.00 % is within the threshold of 5 %",
                "100 | 107     | 5   | 0  | a change of +7.00 % is worse than the threshold of 5 %, lower is better",
                "100 | 50      | 5   | 0  | a change of -50.0 % is for the better, by more than the threshold of 5 %",
                "109 | 120     | 20  | 10 | a change of +10.1 % is within the threshold of 20 %",
                "109 | 120     | 5   | 20 | a change of +10.1 % is within the floor of 20.0ms",
                "100 | 103     | 5   | 10 | a change of +3.00 % is within the threshold of 5 % and within the floor of 10.0ms",
                "0   | 0       | 5   | 0  | there is no change from zero",
                "0   | -5      | 5   | 0  | the change from zero is for the better",
                "0   | 5       | 5   | 10 | the change from zero is within the floor of 10.0ms",
                "0   | 5       | 5   | 0  | the change from zero is for the worse, lower is better",
                "5   | 1e308   | 5   | 0  | a change of beyond +1,000,000 % is worse than the threshold of 5 %, lower is better",
            })
    void sentenceOfThePreviousValueRule(
            double previous, double value, double threshold, double floor, String sentence) {
        EffectivePolicy applied =
                new EffectivePolicy(DetectorKind.PREVIOUS, Direction.LOWER_IS_BETTER, threshold, floor, 0);
        assertThat(text(PreviousRule.judge(previous, value, applied), value, applied))
                .isEqualTo(sentence);
    }

    /** The measurement before was an outlier for the better: what noise explains is measured from the level. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "102 | a change of +2.00 % is within the threshold of 5 %",
                "110 | a change of +10.0 % is worse than the threshold of 5 % but within this series' own noise of 27.1 %"
            })
    void sentenceOfAYoungSeries_tellsTheChangeFromItsLevel(double value, String sentence) {
        EffectivePolicy applied = new EffectivePolicy(DetectorKind.ADAPTIVE, Direction.LOWER_IS_BETTER, 5, 0, 0);
        Baseline baseline = new Baseline(100, 12.315, 20, 20, 7, 7);
        assertThat(text(WarmUpRule.judge(baseline, 50, value, applied), value, applied))
                .isEqualTo(sentence);
    }

    @Test
    void sentenceOfASuspect_isEnglish() {
        EffectivePolicy applied = new EffectivePolicy(DetectorKind.ADAPTIVE, Direction.LOWER_IS_BETTER, 5, 0, 0);
        Judgement suspect = new Judgement(
                Verdict.SUSPECT, Severity.CRITICAL, 126, 100.0, 26.0, 22.0, null, VerdictReason.UNCONFIRMED);

        assertThat(text(suspect, 126, applied))
                .isEqualTo(
                        "a change of +26.0 % is worse than the threshold of 5 % and than noise explains (22 %); the following"
                                + " measurements will confirm or refute it");
    }

    @Test
    void sentenceOfALevel_thatLeftZero_namesNoPercentage() {
        EffectivePolicy applied = new EffectivePolicy(DetectorKind.ADAPTIVE, Direction.LOWER_IS_BETTER, 5, 0, 0);
        Judgement confirmed = new Judgement(
                Verdict.REGRESSION, Severity.CRITICAL, 12, 0.0, null, 0.5, 40.0, VerdictReason.CONFIRMED_CHANGE);

        assertThat(text(confirmed, 12, applied)).isEqualTo("the level has risen from zero, confirmed");
        assertThat(text(confirmed.settled(), 12, applied))
                .isEqualTo("the level has risen from zero, and a person has already closed the alert about it");
    }

    private static String text(Judgement judgement, double value, EffectivePolicy applied) {
        MetricEvent event = MetricEvent.builder("m", "latency", value, "ms")
                .timestamp(Instant.parse("2026-01-01T00:00:00Z"))
                .build();
        return AlertText.reason(event, judgement, applied);
    }
}
