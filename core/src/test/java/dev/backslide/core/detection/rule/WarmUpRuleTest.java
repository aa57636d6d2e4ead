package dev.backslide.core.detection.rule;

import dev.backslide.core.Direction;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;
import dev.backslide.core.detection.changepoint.ChangePointDetector;
import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;

/** The hand-over from the previous value to the gate. */
class WarmUpRuleTest {

    private static final EffectivePolicy LOWER =
            new EffectivePolicy(DetectorKind.ADAPTIVE, Direction.LOWER_IS_BETTER, 5, 0, 0);

    @Test
    void secondMeasurement_isJudgedByTheSpecificationAlone() {
        assertThat(judge(105.1, 100).verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(judge(105, 100).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void calmHistory_leavesTheSpecificationAsItIs() {
        assertThat(judge(105.1, 100, 100, 100, 100, 100).verdict()).isEqualTo(Verdict.REGRESSION);
    }

    @Test
    void noisyHistory_explainsWhatThePreviousValueAloneWouldNot() {
        Judgement judgement = judge(109, 100, 108, 97, 109, 98, 107, 99);
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.reasonCode()).isEqualTo(VerdictReason.WITHIN_NOISE);
        assertThat(judge(200, 100, 108, 97, 109, 98, 107, 99).verdict()).isEqualTo(Verdict.REGRESSION);
    }

    /** The more history, the fewer of the false alarms that the previous value raises are left. */
    @Test
    void falseAlarms_fallAsHistoryGrows() {
        SplittableRandom random = new SplittableRandom(7);
        int[] alarms = new int[NoiseGate.MIN_HISTORY];
        for (int series = 0; series < 2_000; series++) {
            double[] values = random.doubles(NoiseGate.MIN_HISTORY, 90, 110).toArray();
            for (int n = 1; n < values.length; n++) {
                alarms[n] +=
                        judge(values[n], java.util.Arrays.copyOf(values, n)).verdict() == Verdict.REGRESSION ? 1 : 0;
            }
        }
        assertThat(alarms[1]).isGreaterThan(500);
        assertThat(alarms[4]).isLessThan(alarms[1] * 2 / 3);
        assertThat(alarms[NoiseGate.MIN_HISTORY - 1]).isLessThan(alarms[1] / 20);
    }

    private static Judgement judge(double value, double... history) {
        ChangePointDetector detector = new ChangePointDetector();
        for (double earlier : history) {
            detector.next(earlier);
        }
        return WarmUpRule.judge(detector.baseline(), history[history.length - 1], value, LOWER);
    }
}
