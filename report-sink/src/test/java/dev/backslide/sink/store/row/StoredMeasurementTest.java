package dev.backslide.sink.store.row;

import dev.backslide.core.MetricEvent;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Statistics, trends and plots are of numbers of one unit. */
class StoredMeasurementTest {

    private static final List<MetricEvent> ROWS = List.of(row(950, "us"), row(1.3, "ms"), row(7, "MB"));

    @Test
    void comparable_areInTheUnitOfTheSeries() {
        assertThat(StoredMeasurement.comparable(ROWS, "ms"))
                .extracting(MetricEvent::value)
                .containsExactly(0.95, 1.3);
        assertThat(StoredMeasurement.comparable(ROWS, "ms"))
                .extracting(MetricEvent::unit)
                .containsOnly("ms");
    }

    @Test
    void first_decidesWhileTheDetectorHasSaidNothing() {
        assertThat(StoredMeasurement.comparable(ROWS, null))
                .extracting(MetricEvent::value)
                .containsExactly(950.0, 1_300.0);
    }

    @Test
    void newest_decidesWhereNoneIsLeftInTheUnitOfTheSeries() {
        assertThat(StoredMeasurement.comparable(ROWS, "ops/s")).singleElement().isEqualTo(ROWS.get(2));
    }

    private static MetricEvent row(double value, String unit) {
        return MetricEvent.builder("api", "decode", value, unit)
                .eventId(value + unit)
                .timestamp(Instant.parse("2026-01-01T00:00:00Z"))
                .build();
    }
}
