package dev.backslide.core.detection.monitor;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricKey;
import dev.backslide.core.MetricStats;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.changepoint.DetectorMemory;
import dev.backslide.core.detection.changepoint.PastRegime;
import dev.backslide.core.detection.changepoint.SampleNoise;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.RunSpread;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.rule.Policy;
import dev.backslide.core.statistics.ChangePercent;
import dev.backslide.core.statistics.Trend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;

/** The ends of the range of numbers: whatever is told of them is a number. */
class ExtremeValuesTest {

    private static final SeriesKey SERIES = SeriesKey.of(new MetricKey("m", "latency"));
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Policy ADAPTIVE = Policy.ofThreshold(5);

    private final List<RegressionAlert> alerts = new ArrayList<>();
    private SeriesMonitor monitor =
            new SeriesMonitor(SERIES, new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);

    @ParameterizedTest
    @CsvSource({
        "1e300, 1.3e300",
        "-1.3e300, -1e300",
        "1.3e308, 1.7e308",
        "-1.7e308, -1.3e308",
        "-1.7e308, 1.7e308",
        "-1e300, 1.7e308",
        "1, 1.7e308",
        "1e-300, 1.7e308",
        "0, 1.7e308",
    })
    void levelChange_isFoundAndAllThatIsToldIsFinite(double before, double after) throws Exception {
        Verdict verdict = Verdict.PASS;
        for (int i = 0; i < 90; i++) {
            verdict = record(i, i < 40 || i >= 70 ? before : after);
            monitor = new SeriesMonitor(SERIES, monitor.history(), monitor.memory());
        }
        assertThat(alerts).isNotEmpty();
        assertThat(alerts.get(0).previousValue()).isEqualTo(before);
        assertThat(alerts.get(0).currentValue()).isEqualTo(after);
        assertThat(monitor.memory().openAlert()).isNull();
        assertThat(verdict).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @CsvSource({"1e300, 1", "1.7e308, 1", "1.7e308, -1", "1e300, -1"})
    void noiseOfAnySize_givesFiniteNumbers(double largest, int lowest) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 400; i++) {
            double share = lowest + (1.0 - lowest) * random.nextDouble();
            record(i, lowest < 0 ? share * largest : (0.9 + 0.1 * random.nextDouble()) * largest);
        }
    }

    @Test
    void changeBetweenTheEndsOfTheRange_isAPercentage() {
        assertThat(ChangePercent.of(-1.6e308, 1.6e308)).isEqualTo(200);
        assertThat(ChangePercent.of(1.6e308, -1.6e308)).isEqualTo(-200);
        double[] values = {1.6e308, 1.6e308, 1.6e308, 1.6e308, 1.6e308, -1.6e308, -1.6e308, -1.6e308, -1.6e308, -1.6e308
        };
        assertThat(Trend.percent(values)).isEqualTo(-200);
    }

    @Test
    void samples_atBothEndsOfTheRange_explainAFiniteDifference() {
        List<Double> samples = List.of(-1.7e308, -1.6e308, 0.0, 1.6e308, 1.7e308, 1.7e308);
        assertThat(SampleNoise.standardError(samples)).isFinite().isPositive();
        RunSpread spread = new RunSpread(6, SampleNoise.standardError(samples), -1.7e308, 1.7e308);
        assertThat(spread.explained()).isFinite();
        assertThat(spread.explained(spread)).isFinite();
    }

    private Verdict record(int minute, double value) throws Exception {
        MetricEvent event = MetricEvent.builder("m", "latency", value, "ms")
                .eventId("e" + minute)
                .timestamp(START.plusSeconds(60L * minute))
                .samples(minute % 2 == 0 ? List.of() : List.of(value, value / 2, -value, value, value / 3))
                .verdictRequested(true)
                .build();
        Decision decision = monitor.accept(event, ADAPTIVE);
        MetricVerdict verdict = Objects.requireNonNull(decision.verdict());
        assertFinite(verdict);
        for (RegressionAlert alert : decision.alerts()) {
            assertFinite(alert);
        }
        alerts.addAll(decision.alerts());
        MetricStats stats = monitor.stats(event, ADAPTIVE, 10);
        assertFinite(stats.summary());
        DetectorMemory detector = Objects.requireNonNull(monitor.memory().detector());
        for (PastRegime regime : detector.past()) {
            assertFinite(regime);
        }
        return verdict.verdict();
    }

    private static void assertFinite(Record told) throws ReflectiveOperationException {
        for (RecordComponent component : told.getClass().getRecordComponents()) {
            if (component.getAccessor().invoke(told) instanceof Double number) {
                assertThat(number).as("%s of %s", component.getName(), told).isFinite();
            }
        }
        assertThat(told.toString()).doesNotContain("NaN").doesNotContain("Infinity");
    }
}
