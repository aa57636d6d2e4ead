package dev.backslide.core.detection.monitor;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricKey;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.rule.Policy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntPredicate;

import static org.assertj.core.api.Assertions.assertThat;

/** Clean steps and lone outliers in series of 1 to 30 measurements, with 1 % noise. */
class YoungStepTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Policy POLICY = Policy.ofThreshold(5);
    private static final int OLDEST = 30;
    private static final int SEEDS = 20;
    private static final int AFTER = 30;

    @ParameterizedTest
    @CsvSource({"ms, 1.3", "ms, 2", "ms, 10", "tokens/sec, 1.3", "tokens/sec, 2", "tokens/sec, 10"})
    void largeStep_isSuspectOrRegressionUntilItsAlertWithinSixMeasurements(String unit, double factor) {
        for (int history = 1; history <= OLDEST; history++) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                Answers answers = afterStep(unit, factor, history, seed);
                assertThat(answers.alertAt())
                        .as("history %d seed %d: %s", history, seed, answers)
                        .isBetween(0, 5);
                assertThat(answers.untilAlert())
                        .as("history %d seed %d", history, seed)
                        .doesNotContain("P");
                assertThat(answers.open())
                        .as("history %d seed %d: open at the end", history, seed)
                        .isTrue();
            }
        }
    }

    /** A step of ten noise standard deviations: now and then ten measurements overstate the noise by half. */
    @ParameterizedTest
    @CsvSource({"ms", "tokens/sec"})
    void smallStep_hardlyEverPassesOrIsMissed(String unit) {
        int missed = 0;
        int passed = 0;
        int late = 0;
        for (int history = 1; history <= OLDEST; history++) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                Answers answers = afterStep(unit, 1.1, history, seed);
                missed += answers.alertAt() < 0 ? 1 : 0;
                passed += answers.untilAlert().contains("P") ? 1 : 0;
                late += answers.alertAt() > 5 ? 1 : 0;
            }
        }
        assertThat(missed).isLessThanOrEqualTo(OLDEST * SEEDS / 500);
        assertThat(passed).isLessThanOrEqualTo(OLDEST * SEEDS / 100);
        assertThat(late).isLessThanOrEqualTo(OLDEST * SEEDS / 20);
    }

    @ParameterizedTest
    @CsvSource({"ms, 2", "ms, 10", "tokens/sec, 2", "tokens/sec, 10"})
    void outlier_thatGoesBack_leavesNoAlert(String unit, double factor) {
        for (int history = 1; history <= OLDEST; history++) {
            int at = history;
            for (int seed = 1; seed <= SEEDS; seed++) {
                assertThat(answers(unit, factor, at, seed, i -> i == at).open())
                        .as("history %d seed %d", history, seed)
                        .isFalse();
            }
        }
    }

    /** Once somebody has accepted the level the gate compares with it: a further step is suspect again. */
    @ParameterizedTest
    @CsvSource({"9", "10", "12"})
    void confirmedStep_isTheLevelFromThenOn(int history) {
        SeriesMonitor monitor = monitor();
        Random random = new Random(history);
        for (int i = 0; i < history + 20; i++) {
            accept(monitor, i, (i < history ? 100 : 1000) * (1 + 0.01 * random.nextGaussian()), "ms");
        }
        monitor.apply(new AlertCommand(
                "c1",
                AlertAction.EXPECT,
                "m:latency",
                null,
                "ada",
                START.plusSeconds(60L * (history + 19)),
                "known",
                null,
                null));
        MetricVerdict further = accept(monitor, history + 20, 2000, "ms");
        assertThat(further.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(Objects.requireNonNull(further.baseline())).isBetween(980.0, 1020.0);
    }

    /**
     * What was said from the step on.
     *
     * @param verdicts a letter each
     * @param alertAt the first measurement that left an alert open, from the step on; -1: none
     * @param open whether one is open at the end
     */
    private record Answers(String verdicts, int alertAt, boolean open) {
        String untilAlert() {
            return verdicts.substring(0, alertAt + 1);
        }
    }

    private static Answers afterStep(String unit, double factor, int history, int seed) {
        return answers(unit, factor, history, seed, i -> i >= history);
    }

    private static Answers answers(String unit, double factor, int history, int seed, IntPredicate bad) {
        Random random = new Random(1_000L * seed + history);
        SeriesMonitor monitor = monitor();
        StringBuilder verdicts = new StringBuilder();
        int alertAt = -1;
        double worse = "ms".equals(unit) ? factor : 1 / factor;
        for (int i = 0; i < history + AFTER; i++) {
            double value = 100 * (bad.test(i) ? worse : 1) * (1 + 0.01 * random.nextGaussian());
            MetricVerdict verdict = accept(monitor, i, value, unit);
            if (i >= history) {
                verdicts.append(verdict.verdict().name().charAt(0));
                alertAt = alertAt < 0 && isOpen(monitor) ? i - history : alertAt;
            }
        }
        return new Answers(verdicts.toString(), alertAt, isOpen(monitor));
    }

    private static boolean isOpen(SeriesMonitor monitor) {
        return monitor.memory().openAlert() != null
                && Objects.requireNonNull(monitor.memory().openAlert()).state() == AlertState.OPEN;
    }

    private static SeriesMonitor monitor() {
        return new SeriesMonitor(
                SeriesKey.of(new MetricKey("m", "latency")),
                new SeriesHistory(HistoryLimits.DEFAULT),
                SeriesMemory.EMPTY);
    }

    private static MetricVerdict accept(SeriesMonitor monitor, int minute, double value, String unit) {
        MetricEvent event = MetricEvent.builder("m", "latency", value, unit)
                .eventId("e" + minute)
                .timestamp(START.plusSeconds(60L * minute))
                .verdictRequested(true)
                .build();
        return Objects.requireNonNull(monitor.accept(event, POLICY).verdict());
    }
}
