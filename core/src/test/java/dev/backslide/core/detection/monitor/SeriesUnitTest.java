package dev.backslide.core.detection.monitor;

import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.history.HistoryInsertion;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Numbers of different units are never compared. */
class SeriesUnitTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final SeriesKey SERIES = SeriesKey.parse("api:decode");

    private Policy policy = Policy.ofThreshold(5);
    private SeriesMonitor monitor =
            new SeriesMonitor(SERIES, new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);
    private int day;

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void compatibleUnit_isConverted(DetectorKind detector) {
        policy = policy.withDetector(detector);
        for (int i = 0; i < 12; i++) {
            accept(950 + i % 4, "us");
        }

        Decision worse = accept(1.3, "ms");

        assertThat(verdict(worse)).satisfies(verdict -> {
            assertThat(verdict.verdict()).isNotIn(Verdict.PASS, Verdict.INCONCLUSIVE);
            assertThat(verdict.changePercent()).isCloseTo(36.6, within(0.6));
            assertThat(verdict.value()).isEqualTo(1.3);
            assertThat(verdict.unit()).isEqualTo("ms");
            assertThat(verdict.baseline()).isCloseTo(0.9515, within(0.0016));
        });
        assertThat(verdict(accept(952, "us")).verdict()).isEqualTo(Verdict.PASS);
        assertThat(monitor.history().value(12)).isEqualTo(1_300);
        assertThat(monitor.unit()).isEqualTo("us");
    }

    @Test
    void alert_isInTheUnitOfTheSeries() {
        policy = policy.withDetector(DetectorKind.PREVIOUS);
        accept(950, "us");

        RegressionAlert alert = accept(1.3, "ms").alerts().get(0);

        assertThat(alert.unit()).isEqualTo("us");
        assertThat(alert.message()).contains("Previous: 950.00us, Current: 1300.00us");
    }

    @Test
    void equalNumbersInOtherSpelling_areNoChange() {
        accept(1.2, "ms");

        assertThat(verdict(accept(1_180, "us")).changePercent()).isCloseTo(-1.667, within(0.001));
    }

    @Test
    void samples_areConvertedWithTheValue() {
        accept(1_000, "us");
        Decision decision =
                monitor.accept(event(1.1, "ms").samples(List.of(1.0, 1.1, 1.2)).build(), policy);

        assertThat(verdict(decision).changePercent()).isCloseTo(10, within(1e-9));
    }

    @Test
    void slipOfUnit_isComparedWithNothingAndLeavesTheHistory() {
        for (int i = 0; i < 5; i++) {
            accept(100, "ms");
        }

        Decision slip = accept(3, "ops/s");

        assertThat(slip.insertion()).isEqualTo(HistoryInsertion.OTHER_UNIT);
        assertThat(slip.isStored()).isFalse();
        assertThat(verdict(slip)).satisfies(verdict -> {
            assertThat(verdict.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(verdict.baseline()).isNull();
            assertThat(verdict.changePercent()).isNull();
            assertThat(verdict.reason()).contains("'ops/s' cannot be compared");
        });
        assertThat(verdict(accept(101, "ms")).verdict()).isEqualTo(Verdict.PASS);
        assertThat(monitor.history().size()).isEqualTo(6);
        accept(3, "ops/s");
        accept(3, "ops/s");
        assertThat(monitor.unit()).isEqualTo("ms");
    }

    @Test
    void thirdMeasurementInARow_beginsTheHistoryAnew() {
        policy = policy.withDetector(DetectorKind.PREVIOUS);
        accept(100, "ms");
        assertThat(accept(200, "ms").alerts()).hasSize(1);
        accept(3_000, "ops/s");
        rebuild();
        MetricEvent again = event(3_000, "ops/s").build();
        monitor.accept(again, policy);
        monitor.accept(again, policy);
        assertThat(monitor.unit()).isEqualTo("ms");

        Decision third = accept(3, "ops/ms");

        assertThat(third.insertion()).isEqualTo(HistoryInsertion.APPENDED);
        assertThat(third.dropped()).hasSize(2);
        assertThat(third.memoryChanged()).isTrue();
        assertThat(verdict(third).reason()).contains("begins again in the unit 'ops/ms'");
        assertThat(third.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.state()).isEqualTo(AlertState.RESOLVED);
            assertThat(alert.unit()).isEqualTo("ms");
            assertThat(alert.reason()).contains("'ops/ms'", "'ms'");
        });
        rebuild();
        assertThat(verdict(accept(3_010, "ops/s")).verdict()).isEqualTo(Verdict.PASS);
        assertThat(monitor.history().size()).isEqualTo(2);
    }

    @Test
    void lateMeasurementInAnotherUnit_neverBeginsAnew() {
        for (int i = 0; i < 5; i++) {
            accept(100, "ms");
        }
        for (int i = 0; i < 5; i++) {
            day = 1;
            accept(3, "ops/s");
        }

        assertThat(monitor.unit()).isEqualTo("ms");
        assertThat(monitor.history().size()).isEqualTo(5);
    }

    /** As after a restart. */
    private void rebuild() {
        SeriesHistory copy = new SeriesHistory(HistoryLimits.DEFAULT);
        for (int i = 0; i < monitor.history().size(); i++) {
            copy.add(monitor.history().get(i));
        }
        monitor = new SeriesMonitor(SERIES, copy, monitor.memory());
    }

    private Decision accept(double value, String unit) {
        return monitor.accept(event(value, unit).build(), policy);
    }

    private MetricEventBuilder event(double value, String unit) {
        int number = day++;
        return MetricEvent.builder("api", "decode", value, unit)
                .eventId("e" + number + unit + value)
                .category(unit.startsWith("ops") ? "performance" : "time")
                .timestamp(START.plusSeconds(86_400L * number))
                .verdictRequested(true);
    }

    private static MetricVerdict verdict(Decision decision) {
        return Objects.requireNonNull(decision.verdict());
    }
}
