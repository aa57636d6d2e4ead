package dev.backslide.core.detection.changepoint;

import dev.backslide.core.detection.evaluation.Backtest;
import dev.backslide.core.detection.evaluation.LabelledSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What must not change the answers of the default detector, and what must never make it alert. */
class ChangePointDetectorPropertiesTest {

    private static final Map<String, double[]> REAL = LabelledSet.series("ci_hyper.csv");

    @Test
    void detector_rebuiltAfterEveryValue_answersAsNeverRebuilt() {
        REAL.forEach((id, values) -> {
            List<LevelChange> rebuilt = new ArrayList<>();
            ChangePointDetector detector = new ChangePointDetector();
            for (int i = 0; i < values.length; i++) {
                add(rebuilt, detector, values[i]);
                int from = Math.max(0, i + 1 - DetectorMemory.HISTORY_NEEDED);
                detector = ChangePointDetector.rebuild(Arrays.copyOfRange(values, from, i + 1), detector.memory());
            }
            assertThat(rebuilt).as(id).isEqualTo(changes(values));
        });
    }

    /** The old level is still a familiar one when its measurements are long forgotten. */
    @Test
    void detector_rebuiltLongAfterAChange_confirmsTheWayBackAsNeverRebuilt() {
        for (int seed = 0; seed < 100; seed++) {
            double[] values = step(seed, 340, 1.1, 40);
            for (int i = 300; i < values.length; i++) {
                values[i] /= 1.1;
            }
            List<LevelChange> rebuilt = new ArrayList<>();
            ChangePointDetector detector = new ChangePointDetector();
            for (int i = 0; i < values.length; i++) {
                add(rebuilt, detector, values[i]);
                if (i == 299) {
                    detector = ChangePointDetector.rebuild(Arrays.copyOf(values, i + 1), detector.memory());
                }
            }
            assertThat(rebuilt).as("seed %d", seed).isEqualTo(changes(values));
        }
    }

    @Test
    void memory_withoutConfirmedChange_differsInTheCountOnly() {
        REAL.forEach((id, values) -> {
            ChangePointDetector detector = new ChangePointDetector();
            for (double value : values) {
                DetectorMemory before = detector.memory();
                if (detector.next(value) == null) {
                    assertThat(detector.memory()).as(id).isEqualTo(before.withSeen(before.seen() + 1));
                }
                assertThat(detector.memory().past()).hasSizeLessThanOrEqualTo(DetectorMemory.MAX_PAST);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0x1p-60, 0.125, 0x1p40})
    void alerts_onScaledValues_areTheSame(double factor) {
        REAL.forEach((id, values) ->
                assertThat(outline(map(values, v -> v * factor))).as(id).isEqualTo(outline(values)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-3, 1e6, 1e300})
    void alerts_onAStepAtAnyMagnitude_areTheSame(double magnitude) {
        double[] values = step(7, 120, 1.3, 60);
        assertThat(outline(values)).hasSize(1);
        assertThat(outline(map(values, v -> v * magnitude))).isEqualTo(outline(values));
    }

    @Test
    void alerts_onReplayedValues_areTheSame() {
        REAL.forEach((id, values) -> assertThat(changes(values)).as(id).isEqualTo(changes(values.clone())));
    }

    @Test
    void alerts_onReturnToTheOldLevel_confirmItWithinATail() {
        double[] values = step(9, 140, 1.3, 70);
        Random random = new Random(10);
        for (int i = 110; i < values.length; i++) {
            values[i] = 1 + 0.02 * random.nextGaussian();
        }
        List<LevelChange> changes = changes(values);
        assertThat(changes).hasSize(2);
        assertThat(changes.get(1).up()).isFalse();
        assertThat(changes.get(1).changePoint()).isEqualTo(110);
        assertThat(changes.get(1).index()).isLessThan(125);
    }

    /** Two modes that last some measurements each: the first visits look like changes, the later ones are familiar. */
    @Test
    void alerts_onModesThatComeAndGo_ceaseToBeRaised() {
        Random random = new Random(4);
        double[] values = new double[600];
        int mode = 0;
        for (int i = 0; i < values.length; i++) {
            mode = random.nextDouble() < 0.12 ? 1 - mode : mode;
            values[i] = 100 + 6 * mode + random.nextGaussian();
        }
        assertThat(changes(values).stream().filter(change -> change.index() >= 100))
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void alerts_onMirroredValues_pointTheOtherWay() {
        REAL.forEach((id, values) -> {
            List<String> mirrored = changes(map(values, v -> -v)).stream()
                    .map(c -> c.index() + " " + c.changePoint() + " " + !c.up())
                    .toList();
            assertThat(mirrored).as(id).isEqualTo(outline(values));
        });
    }

    @Test
    void alerts_onShiftedValuesAroundZero_areTheSame() {
        Random random = new Random(7);
        double[] values = series(300, i -> random.nextGaussian() + (i < 150 ? 0 : 4));
        assertThat(outline(values)).hasSize(1);
        assertThat(outline(map(values, v -> v - 1))).isEqualTo(outline(values));
    }

    @Test
    void alerts_onSeriesThatLeavesZero_nameTheFirstMeasurement() {
        List<LevelChange> changes = changes(series(80, i -> i < 50 ? 0 : 12));
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).changePoint()).isEqualTo(50);
        assertThat(changes.get(0).up()).isTrue();
    }

    @Test
    void backtest_ofInterleavedSeries_answersAsOneAfterTheOther() {
        Backtest backtest = new Backtest();
        Map<String, List<LevelChange>> interleaved = new HashMap<>();
        for (int i = 0; i < 450; i++) {
            int index = i;
            REAL.forEach((id, values) -> {
                LevelChange change = index < values.length ? backtest.next(id, values[index]) : null;
                if (change != null) {
                    interleaved.computeIfAbsent(id, key -> new ArrayList<>()).add(change);
                }
            });
        }
        REAL.forEach((id, values) ->
                assertThat(interleaved.getOrDefault(id, List.of())).as(id).isEqualTo(changes(values)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1, -3.5, 1e-300, 1e300, Double.MIN_VALUE})
    void detector_onConstants_neverAlerts(double constant) {
        assertThat(changes(series(2_000, i -> constant))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1, 1e300})
    void detector_onQuantisedAndStableNoise_neverAlerts(double level) {
        Random random = new Random(3);
        assertThat(changes(series(2_000, i -> level * (1 + 0.01 * random.nextInt(3)))))
                .isEmpty();
        assertThat(changes(series(2_000, i -> level * (1 + 0.02 * random.nextGaussian()))))
                .isEmpty();
    }

    @Test
    void detector_afterAMillionEqualValues_isStillBounded() {
        ChangePointDetector detector = new ChangePointDetector();
        for (int i = 0; i < 1_000_000; i++) {
            assertThat(detector.next(42)).isNull();
        }
        assertThat(detector.memory()).isEqualTo(new DetectorMemory(1_000_000, 0, List.of()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void detector_onNonFiniteValue_refusesAndKeepsItsState(double value) {
        ChangePointDetector detector = new ChangePointDetector();
        detector.next(1);
        assertThatThrownBy(() -> detector.next(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be finite");
        assertThat(detector.memory().seen()).isEqualTo(1);
    }

    @Test
    void detector_thatRefusedValues_answersAsOneThatNeverSawThem() {
        double[] values = step(7, 120, 1.3, 60);
        ChangePointDetector detector = new ChangePointDetector();
        List<LevelChange> changes = new ArrayList<>();
        for (double value : values) {
            add(changes, detector, value);
            Baseline before = detector.baseline();
            assertThatThrownBy(() -> detector.next(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
            assertThat(detector.baseline()).isEqualTo(before);
        }
        assertThat(changes).isEqualTo(changes(values));
    }

    @Test
    void detector_onExcursionOfFourMeasurements_doesNotAlert() {
        Random random = new Random(5);
        double[] values = series(200, i -> 100 + random.nextGaussian() + (i >= 120 && i < 124 ? 15 : 0));
        assertThat(changes(values)).isEmpty();
    }

    private static double[] step(long seed, int length, double factor, int at) {
        Random random = new Random(seed);
        return series(length, i -> (i < at ? 1 : factor) * (1 + 0.02 * random.nextGaussian()));
    }

    private static double[] series(int length, IntToDoubleFunction value) {
        double[] values = new double[length];
        Arrays.setAll(values, value);
        return values;
    }

    private static double[] map(double[] values, DoubleUnaryOperator change) {
        return Arrays.stream(values).map(change).toArray();
    }

    private static List<LevelChange> changes(double[] values) {
        ChangePointDetector detector = new ChangePointDetector();
        List<LevelChange> changes = new ArrayList<>();
        for (double value : values) {
            add(changes, detector, value);
        }
        return changes;
    }

    private static void add(List<LevelChange> changes, LevelChangeDetector detector, double value) {
        LevelChange change = detector.next(value);
        if (change != null) {
            changes.add(change);
        }
    }

    private static List<String> outline(double[] values) {
        return changes(values).stream()
                .map(c -> c.index() + " " + c.changePoint() + " " + c.up())
                .toList();
    }
}
