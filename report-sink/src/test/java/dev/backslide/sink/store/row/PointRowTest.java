package dev.backslide.sink.store.row;

import dev.backslide.core.MetricEvent;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Statistics, trends and plots are of numbers of one unit. */
class PointRowTest {

    private static final List<PointRow> ROWS = List.of(row(950, "us"), row(1.3, "ms"), row(7, "MB"));

    @Test
    void comparableRows_areInTheUnitOfTheSeries() {
        assertThat(PointRow.comparable(ROWS, "ms")).extracting(PointRow::value).containsExactly(0.95, 1.3);
        assertThat(PointRow.comparable(ROWS, "ms")).extracting(PointRow::unit).containsOnly("ms");
    }

    @Test
    void firstRow_decidesWhileTheDetectorHasSaidNothing() {
        assertThat(PointRow.comparable(ROWS, null)).extracting(PointRow::value).containsExactly(950.0, 1_300.0);
    }

    @Test
    void newestRow_decidesWhereNoneIsLeftInTheUnitOfTheSeries() {
        assertThat(PointRow.comparable(ROWS, "ops/s")).singleElement().isEqualTo(ROWS.get(2));
    }

    private static PointRow row(double value, String unit) {
        return PointRow.of(
                "api:decode",
                MetricEvent.builder("api", "decode", value, unit)
                        .eventId(value + unit)
                        .timestamp(Instant.parse("2026-01-01T00:00:00Z"))
                        .build());
    }
}
