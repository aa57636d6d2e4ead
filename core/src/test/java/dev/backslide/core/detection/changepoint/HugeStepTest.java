package dev.backslide.core.detection.changepoint;

import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricKey;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.monitor.SeriesMemory;
import dev.backslide.core.detection.monitor.SeriesMonitor;
import dev.backslide.core.detection.rule.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps that are beyond doubt, and what looks like them: one bad day, noisy first weeks, bursts. */
class HugeStepTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SEEDS = 20;

    /** Daily runs of 25 ms with 8 % noise, then of 1,071 ms; items per second are never so sure after two. */
    @ParameterizedTest
    @CsvSource({
        "ms, 43, 0.08, 1",
        "ms, 10, 0.08, 1",
        "ms, 2.5, 0.03, 2",
        "tokens/sec, 43, 0.08, 2",
        "tokens/sec, 3, 0.05, 2"
    })
    void hugeStep_forTheWorse_isAlertedWhenItIsConfirmedOnceMore(String unit, double factor, double noise, int latest) {
        for (int history : new int[] {16, 40, 116, 300}) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                assertThat(alerts(unit, factor, noise, history, seed, i -> i >= history))
                        .as("history %d seed %d", history, seed)
                        .hasSize(1)
                        .first()
                        .satisfies(at -> assertThat(at).isBetween(history + 1, history + latest));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"ms, 43", "ms, 5", "tokens/sec, 43", "tokens/sec, 5"})
    void oneBadDay_ofAnySize_raisesNoAlert(String unit, double factor) {
        for (int history : new int[] {16, 40, 116, 300}) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                assertThat(alerts(unit, factor, 0.08, history, seed, i -> i == history))
                        .as("history %d seed %d", history, seed)
                        .isEmpty();
            }
        }
    }

    /** Five bad days: alerted on the second, resolved on the third good one at the latest. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void hugeStep_thatGoesAway_isResolvedAsSoon(int days) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            List<Integer> alerts = alerts("ms", 43, 0.08, 116, seed, i -> i >= 116 && i < 116 + days);
            assertThat(alerts).as("seed %d", seed).hasSize(2);
            assertThat(alerts.get(0)).isEqualTo(117);
            assertThat(-alerts.get(1)).isBetween(116 + days, 116 + days + 2);
        }
    }

    @Test
    void noisyFirstWeeks_ofAnyKind_confirmNothing() {
        for (int seed = 1; seed <= 10 * SEEDS; seed++) {
            Random random = new Random(seed);
            ChangePointDetector settling = new ChangePointDetector();
            ChangePointDetector spiky = new ChangePointDetector();
            for (int i = 0; i < 40; i++) {
                assertThat(settling.next(100 * Math.exp(0.8 * random.nextGaussian() / (1 + i / 10.0))))
                        .isNull();
                boolean spike = i < 25 && random.nextInt(4) == 0;
                assertThat(spiky.next(100 * (1 + 0.05 * random.nextDouble()) * (spike ? 2 + random.nextInt(8) : 1)))
                        .isNull();
            }
        }
    }

    /** Two runs in a row that measured next to nothing, as failed ones do, and two spikes that were as large before. */
    @Test
    void twoBadDays_ofAKindThatIsNoLevel_raiseNoAlert() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            assertThat(alerts("tokens/sec", 43, 0.05, 116, seed, i -> i == 116 || i == 117))
                    .isEmpty();
            assertThat(alerts("ms", 10, 0.05, 116, seed, i -> i == 60 || i == 116 || i == 117))
                    .isEmpty();
        }
    }

    /** A series of which one spike is known after so few measurements has a larger one yet to come. */
    @Test
    void twoSpikes_ofAYoungSeriesWithASmallerOne_confirmNothing() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            ChangePointDetector detector = new ChangePointDetector();
            for (int i = 0; i < 22; i++) {
                double spike = i == 5 ? 2 : i == 14 || i == 15 ? 6 : 1;
                assertThat(detector.next(100 * (1 + 0.05 * random.nextDouble()) * spike))
                        .as("seed %d measurement %d", seed, i)
                        .isNull();
            }
        }
    }

    /** Ten times as much for two or three measurements, again and again: two modes, each way between which would be a change. */
    @ParameterizedTest
    @CsvSource({"6, 2", "6, 3", "10, 2", "10, 3", "20, 3"})
    void levelsThatComeAndGo_areModes(int period, int slow) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            ChangePointDetector detector = new ChangePointDetector();
            int changes = 0;
            for (int i = 0; i < 200; i++) {
                double mode = i >= 40 && i % period < slow ? 10 : 1;
                changes += detector.next(25 * mode * (1 + 0.08 * (random.nextDouble() - 0.5))) == null ? 0 : 1;
            }
            assertThat(changes).as("seed %d", seed).isLessThanOrEqualTo(3);
        }
    }

    /** When alerts were raised, and minus when they ended. */
    private static List<Integer> alerts(
            String unit, double factor, double noise, int history, int seed, IntPredicate bad) {
        Random random = new Random(1_000L * seed + history);
        SeriesMonitor monitor = new SeriesMonitor(
                SeriesKey.of(new MetricKey("m", "latency")),
                new SeriesHistory(HistoryLimits.DEFAULT),
                SeriesMemory.EMPTY);
        double worse = "ms".equals(unit) ? factor : 1 / factor;
        List<Integer> alerts = new ArrayList<>();
        boolean open = false;
        for (int i = 0; i < history + 20; i++) {
            // Noise of the uniform kind: the young rule of a series' first ten measurements finds nothing in it.
            double value = 25 * (bad.test(i) ? worse : 1) * (1 + noise * (random.nextDouble() - 0.5));
            accept(monitor, i, value, unit);
            RegressionAlert alert = monitor.memory().openAlert();
            boolean now = alert != null && alert.state() == AlertState.OPEN;
            if (now != open && i >= history) {
                alerts.add(now ? i : -i);
            }
            open = now;
        }
        return alerts;
    }

    private static void accept(SeriesMonitor monitor, int day, double value, String unit) {
        monitor.accept(
                MetricEvent.builder("m", "latency", value, unit)
                        .eventId("e" + day)
                        .timestamp(START.plusSeconds(86_400L * day))
                        .build(),
                Policy.ofThreshold(20));
    }
}
