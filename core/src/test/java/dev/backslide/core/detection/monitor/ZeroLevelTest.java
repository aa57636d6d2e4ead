package dev.backslide.core.detection.monitor;

import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricKey;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.rule.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** Series whose level is 0, from which no change has a percentage: as sure an answer as from any other level. */
class ZeroLevelTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SeriesMonitor monitor = new SeriesMonitor(
            SeriesKey.of(new MetricKey("go", "allocs")), new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);
    private final List<RegressionAlert> revisions = new ArrayList<>();

    /** The level is the offset; every third measurement is one above it where the series is noisy. */
    @ParameterizedTest
    @CsvSource({
        "0, false, 12,  true",
        "3, false, 15,  true",
        "0, true,  100, true",
        "3, true,  103, true",
        "0, true,  3,   false",
        "3, true,  6,   false",
    })
    void measurement_farFromItsLevel_isEvidentFromZeroAsFromThree(
            double level, boolean noisy, double value, boolean evident) {
        for (int i = 0; i < 30; i++) {
            accept(level + (noisy && i % 3 == 0 ? 1 : 0), "allocs/op");
        }
        MetricVerdict verdict = accept(value, "allocs/op");
        assertThat(verdict.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(verdict.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(verdict.isEvident()).isEqualTo(evident);
    }

    @ParameterizedTest
    @CsvSource({"allocs/op, 12", "tokens/sec, -12"})
    void measurementsAfterALongZero_raiseOneAlert(String unit, double value) {
        for (int i = 0; i < 14; i++) {
            accept(0, unit);
        }
        for (int i = 0; i < 6; i++) {
            assertThat(accept(value, unit).isEvident()).as("measurement %d", i).isTrue();
        }
        assertThat(revisions).singleElement().satisfies(alert -> {
            assertThat(alert.state()).isEqualTo(AlertState.OPEN);
            assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(alert.previousValue()).isZero();
            assertThat(alert.openedAt()).isEqualTo(START.plusSeconds(14 * 60));
        });
    }

    @Test
    void improvementFromZero_isNoRegression() {
        for (int i = 0; i < 14; i++) {
            accept(0, "allocs/op");
        }
        assertThat(accept(-5, "allocs/op").verdict()).isEqualTo(Verdict.PASS);
    }

    private MetricVerdict accept(double value, String unit) {
        int minute = monitor.history().size();
        MetricEvent event = MetricEvent.builder("go", "allocs", value, unit)
                .eventId("e" + minute)
                .category(unit.equals("allocs/op") ? "memory" : "performance")
                .timestamp(START.plusSeconds(60L * minute))
                .verdictRequested(true)
                .build();
        Decision decision = monitor.accept(event, Policy.ofThreshold(5));
        revisions.addAll(decision.alerts());
        return Objects.requireNonNull(decision.verdict());
    }
}
