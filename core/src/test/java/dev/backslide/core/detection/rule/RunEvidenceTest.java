package dev.backslide.core.detection.rule;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.core.MetricKey;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.RunSpread;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.monitor.SeriesMemory;
import dev.backslide.core.detection.monitor.SeriesMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What the values within a run say of its difference from the runs before. */
class RunEvidenceTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SeriesMonitor monitor = new SeriesMonitor(
            SeriesKey.of(new MetricKey("g", "search")), new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);

    /** The summary is the mean, as JMH's is; in a young series the run before is compared with, later the level. */
    @ParameterizedTest
    @CsvSource({
        // Five shots, all worse than all of the base, whose own spread explains the difference.
        "1.62 1.71 1.84 1.95 2.335, 2.9 3.6 4.2 5.4 7.635, true",
        "10 10.5 11,                10.4 10.9 16,          false",
        "80 100 120,                90 120 150,            false",
        "70 130,                    80 160,                false",
        "100 101,                   150 151,               true",
        "100 101 102,               115 116 117,           true",
        "100 104 108 112,           103 122 130 160,       false",
    })
    void difference_isBelievedAsFarAsTheSamplesBearItOut(String before, String now, boolean worse) {
        for (int history : new int[] {1, 14}) {
            for (Direction direction : List.of(Direction.LOWER_IS_BETTER, Direction.HIGHER_IS_BETTER)) {
                RunEvidenceTest fresh = new RunEvidenceTest();
                for (int i = 0; i < history; i++) {
                    fresh.sampled(before, direction);
                }
                Verdict expected = !worse ? Verdict.PASS : history == 1 ? Verdict.REGRESSION : Verdict.SUSPECT;
                assertThat(fresh.sampled(now, direction).verdict())
                        .as("%s after %d runs", direction, history)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1,  100, 90,  120, 95,   PASS",
        "1,  100, 1,   120, 1,    REGRESSION",
        "1,  100, 15,  120, 16,   PASS",
        "1,  100, 0,   120, 19,   REGRESSION",
        "1,  100, ,    120, 95,   PASS",
        "1,  100, ,    120, NaN,  REGRESSION",
        "14, 100, 2,   120, 95,   PASS",
        "14, 100, 2,   120, 19,   SUSPECT",
    })
    void errorOfTheScore_isUsedWhereThereAreNoSamples(
            int history, double before, String errorBefore, double now, String errorNow, Verdict expected) {
        for (int i = 0; i < history; i++) {
            scored(before, errorBefore);
        }
        assertThat(scored(now, errorNow).verdict()).isEqualTo(expected);
    }

    @Test
    void runsOfOneDistribution_areHardlyEverFoundWorse() {
        SplittableRandom random = new SplittableRandom(9);
        int[] worse = new int[11];
        for (int n = 2; n <= 10; n++) {
            for (int pair = 0; pair < 1_000; pair++) {
                RunEvidenceTest fresh = new RunEvidenceTest();
                fresh.sampled(shots(random, n), Direction.LOWER_IS_BETTER);
                worse[n] += fresh.sampled(shots(random, n), Direction.LOWER_IS_BETTER)
                                        .verdict()
                                == Verdict.PASS
                        ? 0
                        : 1;
            }
        }
        assertThat(Arrays.stream(worse).max().orElseThrow()).isLessThan(15);
    }

    /** Welch's own example form: errors 1 and 2 of 5 and 9 samples have 5²/(1/4 + 16/8) = 11.1 degrees of freedom. */
    @Test
    void explained_ofTwoRuns_isStudentsWithWelchsDegreesOfFreedom() {
        RunSpread one = new RunSpread(5, 1, 0, 10);
        RunSpread two = new RunSpread(9, 2, 0, 10);
        assertThat(one.explained(two)).isCloseTo(3.4 * Math.sqrt(5), within(1e-9));
        RunSpread few = new RunSpread(2, 1, 0, 10);
        // 2²/(1 + 1) = 2 degrees of freedom
        assertThat(few.explained(few)).isCloseTo(6.9646 * Math.sqrt(2), within(1e-9));
        assertThat(few.explained()).isCloseTo(31.8205, within(1e-9));
    }

    @Test
    void error_isConvertedWithItsMeasurement() {
        scored(10, "0.1");

        MetricEventBuilder slower = MetricEvent.builder("g", "search", 13_000, "us/op")
                .eventId("slower")
                .category("time")
                .timestamp(START.plusSeconds(60))
                .metadata(MetricEvent.ERROR_METADATA, "100")
                .verdictRequested(true);
        assertThat(accept(slower).verdict()).isEqualTo(Verdict.REGRESSION);
    }

    private static String shots(SplittableRandom random, int count) {
        StringBuilder shots = new StringBuilder();
        for (int i = 0; i < count; i++) {
            shots.append(100 + 40 * random.nextDouble()).append(' ');
        }
        return shots.toString().trim();
    }

    private MetricVerdict sampled(String text, Direction direction) {
        List<Double> samples = Arrays.stream(text.split(" ", -1))
                .map(Double::valueOf)
                .map(value -> direction == Direction.LOWER_IS_BETTER ? value : Double.valueOf(-value))
                .toList();
        double mean = samples.stream().mapToDouble(value -> value).average().orElseThrow();
        return accept(event(mean).direction(direction).samples(samples));
    }

    private MetricVerdict scored(double score, String error) {
        MetricEventBuilder event = event(score);
        return accept(error == null ? event : event.metadata(MetricEvent.ERROR_METADATA, error));
    }

    private MetricEventBuilder event(double value) {
        int minute = monitor.history().size();
        return MetricEvent.builder("g", "search", value, "ms/op")
                .eventId("e" + minute)
                .category("time")
                .timestamp(START.plusSeconds(60L * minute))
                .verdictRequested(true);
    }

    private MetricVerdict accept(MetricEventBuilder event) {
        return Objects.requireNonNull(
                monitor.accept(event.build(), Policy.ofThreshold(5)).verdict());
    }
}
