package dev.backslide.core.detection.rule;

import dev.backslide.core.Direction;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.changepoint.ChangePointDetector;
import org.junit.jupiter.api.Test;

import java.util.Objects;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** What the gate takes for noise. */
class GateTest {

    private static final EffectivePolicy LOWER =
            new EffectivePolicy(DetectorKind.ADAPTIVE, Direction.LOWER_IS_BETTER, 5, 0, 0);

    @Test
    void gate_onFirstMeasurementOfALargeChange_suspects() {
        assertThat(verdict(calm(), 140)).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void gate_onImprovement_passes() {
        assertThat(verdict(calm(), 60)).isEqualTo(Verdict.PASS);
    }

    @Test
    void gate_soonAfterAnExcursion_takesAnotherOneForNoise() {
        ChangePointDetector detector = calm();
        detector.next(140);
        detector.next(100);
        assertThat(verdict(detector, 141)).isEqualTo(Verdict.PASS);
        assertThat(verdict(detector, 170)).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void gate_onAnExcursionOfTheOtherSide_isNotWidened() {
        ChangePointDetector detector = calm();
        detector.next(60);
        detector.next(100);
        assertThat(verdict(detector, 140)).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void gate_onSecondMeasurementOfANewLevel_stillSuspects() {
        ChangePointDetector detector = calm();
        detector.next(140);
        assertThat(verdict(detector, 139)).isEqualTo(Verdict.SUSPECT);
        detector.next(139);
        assertThat(verdict(detector, 141)).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void gate_onScaledValues_answersTheSame() {
        for (double value : new double[] {103, 106, 110, 140}) {
            ChangePointDetector scaled = new ChangePointDetector();
            Random random = new Random(11);
            for (int i = 0; i < 80; i++) {
                scaled.next((100 + 2 * random.nextGaussian()) * 0x1p-40);
            }
            assertThat(verdict(scaled, value * 0x1p-40)).isEqualTo(verdict(calm(), value));
        }
    }

    private static ChangePointDetector calm() {
        Random random = new Random(11);
        ChangePointDetector detector = new ChangePointDetector();
        for (int i = 0; i < 80; i++) {
            detector.next(100 + 2 * random.nextGaussian());
        }
        return detector;
    }

    private static Verdict verdict(ChangePointDetector detector, double value) {
        return NoiseGate.judge(Objects.requireNonNull(detector.baseline()), value, LOWER)
                .verdict();
    }
}
