package dev.backslide.core.text;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.DateTimeException;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimeTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-01-05T10:00:00Z              | 2026-01-05T10:00:00Z
            2026-01-05T10:00:00z              | 2026-01-05T10:00:00Z
            2026-01-05T10:00:00+09:00         | 2026-01-05T01:00:00Z
            2026-01-05T10:00:00-0700          | 2026-01-05T17:00:00Z
            2026-01-05T10:00:00+0000          | 2026-01-05T10:00:00Z
            2026-01-05T10:00:00+05            | 2026-01-05T05:00:00Z
            2026-01-05T10:00:00.123456-0700   | 2026-01-05T17:00:00.123456Z
            2026-01-05 10:00:00 -0700         | 2026-01-05T17:00:00Z
            2026-01-05 10:00:00               | 2026-01-05T10:00:00Z
            2026-01-05 10:00                  | 2026-01-05T10:00:00Z
            2026-01-05 3:00                   | 2026-01-05T03:00:00Z
            2026-01-05                        | 2026-01-05T00:00:00Z
            Mon Jan 5 10:00:00 2026 -0700     | 2026-01-05T17:00:00Z
            Mon, 5 Jan 2026 10:00:00 -0700    | 2026-01-05T17:00:00Z
            1767607200 -0700                  | 2026-01-05T10:00:00Z
            1767607200                        | 2026-01-05T10:00:00Z
            1767607200.25                     | 2026-01-05T10:00:00.250Z
            1.7676072e9                       | 2026-01-05T10:00:00Z
            """)
    void time_inAnyFormThatIsWritten_isRead(String text, Instant time) {
        assertThat(TimeText.parse(text)).isEqualTo(time);
        assertThat(TimeText.parse(" " + text + " ")).isEqualTo(time);
    }

    /** A day and a month that could be each other would be a guess. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "02/03/2024",
                "2024.02.06",
                "2026-13-01",
                "2026-02-30",
                "2026-01-05T25:00",
                "2026-01-05T10:00:00 CET",
                "2026-01-05T10:00:00+99:00",
                "Tue Jan 5 10:00:00 2026 -0700",
                "1767607200000",
                "1e999999999",
                "1e-999999999",
                "NaN"
            })
    void text_thatIsNoTime_isRefused(String text) {
        assertThatThrownBy(() -> TimeText.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
