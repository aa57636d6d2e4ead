package dev.backslide.core.detection.history;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class MeasurementTimeTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-05-05T12:00:00Z, true",
        "2026-05-05T12:00:00.000000001Z, false",
        "1970-01-01T00:00:00Z, true",
        "1969-12-31T23:59:59.999999999Z, false",
        "-1000000000-01-01T00:00:00Z, false",
        "+1000000000-12-31T23:59:59Z, false"
    })
    void time_from1970ToOneDayAhead_isPlausible(Instant time, boolean plausible) {
        assertThat(MeasurementTime.isPlausible(time, NOW)).isEqualTo(plausible);
    }
}
