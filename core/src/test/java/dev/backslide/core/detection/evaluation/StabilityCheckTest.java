package dev.backslide.core.detection.evaluation;

import dev.backslide.core.Direction;
import dev.backslide.core.detection.changepoint.ChangePointDetector;
import dev.backslide.core.detection.rule.Policy;
import dev.backslide.core.detection.rule.PreviousValueDetector;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class StabilityCheckTest {

    private final StabilityCheck check = StabilityCheck.ofChanges(ChangePointDetector::new, 20, 1);

    @Test
    void check_ofSeriesWithAStep_usesTheStretchesAroundItAndExpectsFewAlarms() {
        StabilityCheck.Result result = check.check(stepAt(150));
        assertThat(result.measurements()).isBetween(20L * 290, 20L * 300);
        assertThat(result.falseAlarmsPerThousand()).isLessThan(0.5);
    }

    @Test
    void check_repeated_givesTheSame() {
        assertThat(check.check(stepAt(100))).isEqualTo(check.check(stepAt(100)));
    }

    @Test
    void check_ofAShortSeries_saysNothing() {
        assertThat(check.check(new double[StabilityCheck.MIN_STRETCH - 1]).falseAlarmsPerThousand())
                .isNaN();
    }

    @Test
    void gate_onStableNoise_suspectsLittleAndBothWaysTogetherWhatEachDoes() {
        Policy sensitive = Policy.ofThreshold(1e-6);
        long lower = StabilityCheck.ofGate(sensitive, Direction.LOWER_IS_BETTER, 20, 1)
                .check(stepAt(150))
                .alerts();
        long higher = StabilityCheck.ofGate(sensitive, Direction.HIGHER_IS_BETTER, 20, 1)
                .check(stepAt(150))
                .alerts();
        StabilityCheck.Result both =
                StabilityCheck.ofGate(sensitive, Direction.UNKNOWN, 20, 1).check(stepAt(150));

        assertThat(both.alerts()).isEqualTo(lower + higher);
        assertThat(both.falseAlarmsPerThousand()).isLessThan(20);
    }

    @Test
    void previousRule_onNoiseBeyondItsThreshold_isFalseMostOfTheTime() {
        StabilityCheck.Result result = StabilityCheck.ofChanges(() -> new PreviousValueDetector(0.1), 1, 1)
                .check(stepAt(150));

        assertThat(result.falseAlarmsPerThousand()).isGreaterThan(800);
    }

    private static double[] stepAt(int index) {
        Random random = new Random(11);
        double[] values = new double[300];
        Arrays.setAll(values, i -> 100 + random.nextGaussian() + (i < index ? 0 : 10));
        return values;
    }
}
