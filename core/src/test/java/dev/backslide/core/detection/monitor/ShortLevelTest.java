package dev.backslide.core.detection.monitor;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricKey;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.changepoint.ChangePointDetector;
import dev.backslide.core.detection.changepoint.LevelChange;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.rule.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** Levels that last no longer than a change takes to be confirmed: 5 to 15 measurements. */
class ShortLevelTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** A real series whose levels change at 17, 22, 32 and 42; one measurement before the first change lies between two levels. */
    private static final double[] REAL = {
        218.18, 220.10, 227.12, 223.78, 216.40, 223.16, 216.08, 221.22, 215.02, 215.60, 215.04, 220.50, 217.76, 208.28,
        205.98, 207.66, 272.28, 394.14, 391.28, 391.64, 392.70, 386.06, 291.36, 290.66, 292.48, 295.60, 294.22, 293.54,
        289.58, 293.18, 296.98, 292.06, 245.02, 243.02, 246.40, 246.42, 245.82, 246.04, 248.62, 246.60, 242.62, 241.64,
        436.54, 437.38, 438.98, 442.50, 445.08, 444.62, 445.26, 441.32, 444.20, 446.12, 446.62
    };

    @Test
    void changes_ofShortLevels_areEachConfirmedAtTheirPlace() {
        assertThat(changes(REAL)).extracting(LevelChange::changePoint).containsExactly(17, 22, 32, 42);
        assertThat(changes(REAL)).extracting(LevelChange::up).containsExactly(true, false, false, true);
    }

    @ParameterizedTest
    @CsvSource({"ms, 17, 42", "tokens/sec, 22, 32"})
    void worseLevel_ofShortLevels_isSuspectAtOnceAndAlerted(String unit, int first, int second) {
        SeriesMonitor monitor = new SeriesMonitor(
                SeriesKey.of(new MetricKey("m", "kpi")), new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);
        List<Verdict> verdicts = new ArrayList<>();
        List<Integer> told = new ArrayList<>();
        for (int i = 0; i < REAL.length; i++) {
            Decision decision = accept(monitor, i, REAL[i], unit);
            verdicts.add(Objects.requireNonNull(decision.verdict()).verdict());
            for (RegressionAlert alert : decision.alerts()) {
                told.add(alert.state().isOpen() ? i : -i);
            }
        }
        assertThat(verdicts.get(first)).isEqualTo(Verdict.SUSPECT);
        // The alert about the first change is open: its measurements are compared with the level before it.
        assertThat(verdicts.get(second)).isEqualTo(Verdict.REGRESSION);
        assertThat(told).anySatisfy(at -> assertThat(at).isBetween(first + 1, first + 5));
        assertThat(told).anySatisfy(at -> assertThat(at).isBetween(second + 1, second + 5));
    }

    /** Levels of random lengths and sizes, noise of 1 or 4 %: hardly any is missed, and nothing else is confirmed. */
    @ParameterizedTest
    @CsvSource({"0.01, 1.16, 1.8, 6", "0.01, 1.3, 3, 5", "0.04, 1.4, 2.2, 7"})
    void changes_ofRandomShortLevels_areHardlyEverMissed(double noise, double smallest, double largest, int shortest) {
        int missed = 0;
        int wrong = 0;
        int all = 0;
        for (int seed = 1; seed <= 100; seed++) {
            List<Integer> expected = new ArrayList<>();
            double[] values = shortLevels(new Random(seed), noise, smallest, largest, shortest, expected);
            List<Integer> found =
                    changes(values).stream().map(LevelChange::changePoint).toList();
            missed += (int) expected.stream().filter(at -> !found.contains(at)).count();
            wrong += (int) found.stream().filter(at -> !expected.contains(at)).count();
            all += expected.size();
        }
        assertThat(missed).isLessThanOrEqualTo(all * 4 / 100);
        assertThat(wrong).isLessThanOrEqualTo(all / 100);
    }

    /** Noise alone raises nothing after a level of a few measurements. */
    @Test
    void noise_afterShortLevels_isNoChange() {
        int changes = 0;
        for (int seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            double[] values = new double[300];
            Arrays.setAll(values, i -> (i < 20 ? 100 : i < 28 ? 150 : 80) * (1 + 0.05 * random.nextGaussian()));
            changes += changes(values).size();
        }
        assertThat(changes).isBetween(97, 102);
    }

    /** Two levels that take turns are two modes: each way between them would be a change. */
    @ParameterizedTest
    @CsvSource({"1.3, 14, 7", "1.6, 12, 6", "1.6, 20, 8", "2, 16, 7"})
    void shortLevels_thatComeAndGo_areModes(double factor, int period, int slow) {
        for (int seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            double[] values = new double[200];
            Arrays.setAll(values, i -> {
                boolean isSlow = i >= 18 && (i - 18) % period < slow;
                return 25 * (isSlow ? factor : 1) * (1 + 0.02 * random.nextGaussian());
            });
            assertThat(changes(values)).as("seed %d", seed).hasSizeLessThan(8);
        }
    }

    private static double[] shortLevels(
            Random random, double noise, double smallest, double largest, int shortest, List<Integer> changes) {
        List<Double> values = new ArrayList<>();
        double level = 100;
        for (int part = 0; part < 7; part++) {
            int length = part == 0 ? 18 : part == 6 ? 12 : shortest + random.nextInt(16 - shortest);
            for (int i = 0; i < length; i++) {
                values.add(level * (1 + noise * random.nextGaussian()));
            }
            changes.add(values.size());
            double factor = smallest + (largest - smallest) * random.nextDouble();
            level = level < 50 || (level < 300 && random.nextBoolean()) ? level * factor : level / factor;
        }
        changes.remove(changes.size() - 1);
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<LevelChange> changes(double[] values) {
        ChangePointDetector detector = new ChangePointDetector();
        List<LevelChange> changes = new ArrayList<>();
        for (double value : values) {
            LevelChange change = detector.next(value);
            if (change != null) {
                changes.add(change);
            }
        }
        return changes;
    }

    private static Decision accept(SeriesMonitor monitor, int minute, double value, String unit) {
        return monitor.accept(
                MetricEvent.builder("m", "kpi", value, unit)
                        .eventId("e" + minute)
                        .timestamp(START.plusSeconds(60L * minute))
                        .verdictRequested(true)
                        .build(),
                Policy.ofThreshold(5));
    }
}
