package dev.backslide.sink.store.row;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class MicrosTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2023-10-15T16:00:00.123456Z",
                "1969-12-31T23:59:59.999999Z",
                "2999-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999Z"
            })
    void of_anyYearOfTheCalendar_comesBack(Instant instant) {
        assertThat(Micros.toInstant(Micros.of(instant))).isEqualTo(instant);
    }
}
