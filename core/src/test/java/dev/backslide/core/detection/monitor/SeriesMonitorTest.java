package dev.backslide.core.detection.monitor;

import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricKey;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Run;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.history.HistoryInsertion;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.NoiseGate;
import dev.backslide.core.detection.rule.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;

class SeriesMonitorTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final SeriesKey SERIES = SeriesKey.of(new MetricKey("m", "latency"));
    private static final Policy ADAPTIVE = Policy.ofThreshold(5);
    private static final Policy PREVIOUS = ADAPTIVE.withDetector(DetectorKind.PREVIOUS);

    @ParameterizedTest
    @CsvSource({
        "ms,         100, 105,        PASS,",
        "ms,         100, 105.000001, REGRESSION, WARNING",
        "ms,         100, 110,        REGRESSION, WARNING",
        "ms,         100, 110.000001, REGRESSION, CRITICAL",
        "ms,         100, 50,         PASS,",
        "tokens/sec, 100, 95,         PASS,",
        "tokens/sec, 100, 94.999999,  REGRESSION, WARNING",
        "tokens/sec, 100, 90,         REGRESSION, WARNING",
        "tokens/sec, 100, 89.999999,  REGRESSION, CRITICAL",
        "tokens/sec, 100, 200,        PASS,",
        "ms,         0,   0,          PASS,",
        "ms,         0,   0.001,      REGRESSION, CRITICAL",
        "ms,         0,   -1,         PASS,",
        "tokens/sec, 0,   -1,         REGRESSION, CRITICAL",
        "ms,         -100, -94,       REGRESSION, WARNING",
        "ms,         -100, -89,       REGRESSION, CRITICAL",
    })
    void severity_followsTheSpecification(
            String unit, double previous, double current, Verdict verdict, Severity severity) {
        SeriesMonitor monitor = monitor();
        accept(monitor, 0, previous, unit, PREVIOUS);
        MetricVerdict answer = Objects.requireNonNull(
                accept(monitor, 1, current, unit, PREVIOUS).verdict());
        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(answer.severity()).isEqualTo(severity);
    }

    @Test
    void youngSeries_followsThePreviousValueAndHandsOverToTheGate() {
        SeriesMonitor monitor = monitor();
        for (int i = 0; i < NoiseGate.MIN_HISTORY; i++) {
            accept(monitor, i, i == 5 ? 108 : 100 + i % 3, "ms", ADAPTIVE);
        }
        MetricVerdict withinNoise = accept(monitor, 20, 106.1, "ms", ADAPTIVE).verdict();
        MetricVerdict beyondNoise = accept(monitor, 21, 150, "ms", ADAPTIVE).verdict();
        assertThat(withinNoise).extracting(MetricVerdict::verdict).isEqualTo(Verdict.PASS);
        assertThat(beyondNoise).extracting(MetricVerdict::verdict).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void steadyDrift_makesItsOneAlertWorse() {
        for (int seed = 1; seed <= 20; seed++) {
            List<RegressionAlert> revisions = new ArrayList<>();
            SeriesMonitor monitor = monitor();
            double[] values = noise(80, seed);
            for (int i = 0; i < values.length; i++) {
                double level = Math.pow(1.01, Math.max(0, i - 20));
                revisions.addAll(
                        accept(monitor, i, values[i] * level, "ms", ADAPTIVE).alerts());
            }
            assertThat(revisions).as("seed %d", seed).isNotEmpty().hasSizeLessThan(12);
            assertThat(revisions)
                    .extracting(RegressionAlert::alertId)
                    .containsOnly(revisions.get(0).alertId());
            RegressionAlert last = revisions.get(revisions.size() - 1);
            assertThat(last.state()).isEqualTo(AlertState.OPEN);
            assertThat(last.severity()).isEqualTo(Severity.CRITICAL);
        }
    }

    @Test
    void levelChange_raisesOneAlertThatNamesItsFirstMeasurementAndAReturnResolvesIt() {
        List<RegressionAlert> revisions = new ArrayList<>();
        SeriesMonitor monitor = monitor();
        double[] values = noise(140, 1);
        for (int i = 0; i < values.length; i++) {
            double level = i >= 60 && i < 100 ? 1.3 : 1;
            revisions.addAll(
                    accept(monitor, i, values[i] * level, "ms", ADAPTIVE).alerts());
        }
        assertThat(revisions).extracting(RegressionAlert::state).containsExactly(AlertState.OPEN, AlertState.RESOLVED);
        assertThat(revisions.get(0).firstBadCommit()).isEqualTo("c60");
        assertThat(revisions.get(0).lastGoodCommit()).isEqualTo("c59");
        assertThat(revisions.get(0).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(revisions.get(0).detector()).isEqualTo("adaptive");
        assertThat(revisions.get(1).alertId()).isEqualTo(revisions.get(0).alertId());
    }

    /** No step back that a test could confirm: half a noise standard deviation a measurement. */
    @Test
    void level_thatDriftsBack_resolvesTheAlertToo() {
        List<RegressionAlert> revisions = new ArrayList<>();
        SeriesMonitor monitor = monitor();
        double[] values = noise(220, 6);
        for (int i = 0; i < values.length; i++) {
            double level = i < 60 ? 1 : i < 100 ? 1.15 : Math.max(1, 1.15 - (i - 100) * 0.002);
            revisions.addAll(
                    accept(monitor, i, values[i] * level, "ms", ADAPTIVE).alerts());
        }
        assertThat(revisions.get(0).state()).isEqualTo(AlertState.OPEN);
        assertThat(revisions.get(revisions.size() - 1).state()).isEqualTo(AlertState.RESOLVED);
        assertThat(revisions)
                .extracting(RegressionAlert::alertId)
                .containsOnly(revisions.get(0).alertId());
    }

    @Test
    void smallConfirmedChange_isInfo() {
        SeriesMonitor monitor = monitor();
        double[] values = noise(100, 2);
        List<RegressionAlert> revisions = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            revisions.addAll(accept(monitor, i, values[i] * (i >= 60 ? 1.035 : 1), "ms", ADAPTIVE)
                    .alerts());
        }
        assertThat(revisions)
                .singleElement()
                .extracting(RegressionAlert::severity)
                .isEqualTo(Severity.INFO);
    }

    @Test
    void rebuilt_afterEveryMeasurement_decidesTheSame() {
        double[] values = noise(400, 3);
        SeriesMonitor kept = monitor();
        SeriesMonitor rebuilt = monitor();
        SplittableRandom random = new SplittableRandom(4);
        SeriesMemory stored = SeriesMemory.EMPTY;
        for (int i = 0; i < values.length; i++) {
            double value = values[i] * (i / 70 % 2 == 1 ? 1.2 : 1);
            // Now and then a measurement comes late, between two that are there already.
            double at = random.nextInt(25) == 0 && i > 30 ? i - 3.5 : i;
            Decision expected = accept(kept, at, value, "ms", ADAPTIVE);
            Decision actual = accept(rebuilt, at, value, "ms", ADAPTIVE);
            assertThat(actual).as("measurement %d", i).isEqualTo(expected);
            // As the topology does: the memory is written only when it changed, the history always.
            stored = actual.memoryChanged() ? rebuilt.memory() : stored;
            rebuilt = new SeriesMonitor(SERIES, copy(rebuilt.history(), HistoryLimits.DEFAULT), stored);
        }
        assertThat(kept.memory().detector()).isEqualTo(rebuilt.memory().detector());
    }

    /** A measurement years later drops what is older than the history's age; one that comes late then has little before it. */
    @Test
    void historyShortened_byAge_isAllThatIsRemembered() {
        HistoryLimits limits = new HistoryLimits(300, Duration.ofDays(40));
        SeriesMonitor kept = new SeriesMonitor(SERIES, new SeriesHistory(limits), SeriesMemory.EMPTY);
        SeriesMonitor rebuilt = new SeriesMonitor(SERIES, new SeriesHistory(limits), SeriesMemory.EMPTY);
        SplittableRandom random = new SplittableRandom(11);
        double[] values = noise(600, 12);
        SeriesMemory stored = SeriesMemory.EMPTY;
        double day = 0;
        for (int i = 0; i < values.length; i++) {
            double value = values[i] * (i / 50 % 2 == 1 ? 1.2 : 1);
            day += random.nextInt(60) == 0 ? 10 + random.nextInt(50) : 0.5;
            double minute = (day - (random.nextInt(20) == 0 ? 3.3 : 0)) * 24 * 60;
            Decision expected = accept(kept, minute, value, "ms", ADAPTIVE);
            Decision actual = accept(rebuilt, minute, value, "ms", ADAPTIVE);
            assertThat(actual).as("measurement %d", i).isEqualTo(expected);
            stored = actual.memoryChanged() ? rebuilt.memory() : stored;
            rebuilt = new SeriesMonitor(SERIES, copy(rebuilt.history(), limits), stored);
        }
        assertThat(rebuilt.memory()).isEqualTo(kept.memory());
    }

    @Test
    void history_whoseAgeWasLowered_isJudgedFromWhatIsLeft() {
        SeriesMonitor monitor = monitor();
        for (int i = 0; i < 50; i++) {
            accept(monitor, i * 24 * 60, 100 + i % 3, "ms", ADAPTIVE);
        }
        SeriesHistory shortened = copy(monitor.history(), new HistoryLimits(300, Duration.ofDays(5)));
        shortened.trim();
        SeriesMonitor rebuilt = new SeriesMonitor(SERIES, shortened, monitor.memory());
        assertThat(accept(rebuilt, 50 * 24 * 60, 100, "ms", ADAPTIVE).verdict())
                .extracting(MetricVerdict::verdict)
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void samplesWithinTheRun_explainWhatTheSeriesAloneWouldNot() {
        SeriesMonitor monitor = monitor();
        double[] values = noise(30, 5);
        for (int i = 0; i < values.length; i++) {
            accept(monitor, i, values[i], "ms", ADAPTIVE);
        }
        assertThat(sampled(monitor, 40, List.of(108.0, 110.0, 112.0, 114.0, 116.0)))
                .isEqualTo(Verdict.SUSPECT);
        assertThat(sampled(monitor, 41, List.of(96.0, 104.0, 112.0, 120.0, 128.0)))
                .isEqualTo(Verdict.PASS);
    }

    private static Verdict sampled(SeriesMonitor monitor, int minute, List<Double> samples) {
        MetricEvent event = MetricEvent.builder("m", "latency", 112, "ms")
                .timestamp(START.plusSeconds(60L * minute))
                .samples(samples)
                .verdictRequested(true)
                .build();
        return Objects.requireNonNull(monitor.accept(event, ADAPTIVE).verdict()).verdict();
    }

    /** What becomes of an alert must not depend on who else asks. */
    @ParameterizedTest
    @CsvSource({"7", "8", "9"})
    void askingForAVerdict_changesNoAlert(long seed) {
        double[] values = noise(200, seed);
        List<RegressionAlert> asked = new ArrayList<>();
        List<RegressionAlert> unasked = new ArrayList<>();
        SeriesMonitor first = monitor();
        SeriesMonitor second = monitor();
        for (int i = 0; i < values.length; i++) {
            double value = values[i] * (i == 3 ? 1.1 : i > 3 && i < 40 ? 1.2 : i > 120 ? 1.4 : 1);
            MetricEvent event = MetricEvent.builder("m", "latency", value, "ms")
                    .eventId("e" + i)
                    .timestamp(START.plusSeconds(60L * i))
                    .build();
            unasked.addAll(first.accept(event, ADAPTIVE).alerts());
            asked.addAll(second.accept(event.toBuilder().verdictRequested(true).build(), ADAPTIVE)
                    .alerts());
        }
        assertThat(asked).isEqualTo(unasked).hasSizeGreaterThan(2);
    }

    @Test
    void duplicate_changesNothing() {
        SeriesMonitor monitor = monitor();
        accept(monitor, 0, 100, "ms", ADAPTIVE);
        accept(monitor, 1, 120, "ms", ADAPTIVE);
        Decision again = accept(monitor, 1, 120, "ms", ADAPTIVE);
        assertThat(again.insertion()).isEqualTo(HistoryInsertion.DUPLICATE);
        assertThat(again.alerts()).isEmpty();
        assertThat(again.isStored()).isFalse();
        assertThat(monitor.history().size()).isEqualTo(2);
    }

    @Test
    void measurement_beforeAllThatIsKept_isInconclusive() {
        SeriesMonitor monitor = monitor();
        for (int i = 0; i < 310; i++) {
            accept(monitor, i, 100, "ms", ADAPTIVE);
        }
        Decision old = accept(monitor, -1, 500, "ms", ADAPTIVE);
        assertThat(old.insertion()).isEqualTo(HistoryInsertion.TOO_OLD);
        assertThat(old.verdict()).extracting(MetricVerdict::verdict).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(monitor.history().size()).isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "-3.5", "1e-300", "1e300", "-1e300"})
    void equalValues_neverAlert(double value) {
        SeriesMonitor monitor = monitor();
        for (int i = 0; i < 5_000; i++) {
            assertThat(accept(monitor, i, value, "ms", ADAPTIVE).alerts()).isEmpty();
        }
    }

    private static SeriesMonitor monitor() {
        return new SeriesMonitor(SERIES, new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);
    }

    private static Decision accept(SeriesMonitor monitor, double minute, double value, String unit, Policy policy) {
        return monitor.accept(
                MetricEvent.builder("m", "latency", value, unit)
                        .eventId("e" + minute)
                        .timestamp(START.plusSeconds(Math.round(60 * minute)))
                        .run(Run.ofCommit("c" + Math.round(minute)))
                        .verdictRequested(true)
                        .build(),
                policy);
    }

    private static SeriesHistory copy(SeriesHistory history, HistoryLimits limits) {
        SeriesHistory copy = new SeriesHistory(limits);
        for (int i = 0; i < history.size(); i++) {
            copy.add(Objects.requireNonNull(history.get(i)));
        }
        return copy;
    }

    /** About 100 with 1 % noise, seeded. */
    private static double[] noise(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(count)
                .map(u -> 100 + 2 * (u + random.nextDouble() + random.nextDouble() - 1.5))
                .toArray();
    }
}
