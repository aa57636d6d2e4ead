package dev.backslide.sink.store.row;

import dev.backslide.core.MetricEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Statistics, trends and plots are of numbers of one unit. */
class PointRowTest {

    private static final List<PointRow> ROWS = List.of(row(950, "us"), row(1.3, "ms"), row(7, "MB"));

    @Test
    void comparable_rows_are_in_the_unit_of_the_series() {
        assertThat(PointRow.comparable(ROWS, "ms")).extracting(PointRow::value).containsExactly(0.95, 1.3);
        assertThat(PointRow.comparable(ROWS, "ms")).extracting(PointRow::unit).containsOnly("ms");
    }

    @Test
    void first_row_decides_while_the_detector_has_said_nothing() {
        assertThat(PointRow.comparable(ROWS, null)).extracting(PointRow::value).containsExactly(950.0, 1_300.0);
    }

    @Test
    void newest_row_decides_where_none_is_left_in_the_unit_of_the_series() {
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
