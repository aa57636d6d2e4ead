package dev.backslide.core.report;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class PythonFormatTest {

    @Test
    void repr_valuesPrintedByPython_areTheSame() throws IOException {
        for (String[] expected : pythonFloats()) {
            assertThat(PythonFormat.repr(value(expected))).as(expected[0]).isEqualTo(expected[1]);
        }
    }

    @Test
    void fixed2_valuesPrintedByPython_areTheSame() throws IOException {
        for (String[] expected : pythonFloats()) {
            assertThat(PythonFormat.fixed2(value(expected))).as(expected[0]).isEqualTo(expected[2]);
        }
    }

    @Test
    void repr_nonFinite_isPythons() {
        assertThat(List.of(
                        PythonFormat.repr(Double.NaN),
                        PythonFormat.repr(Double.POSITIVE_INFINITY),
                        PythonFormat.repr(Double.NEGATIVE_INFINITY)))
                .containsExactly("nan", "inf", "-inf");
    }

    @Test
    void signedFixed2_positive_hasPlus() {
        assertThat(PythonFormat.signedFixed2(10)).isEqualTo("+10.00");
        assertThat(PythonFormat.signedFixed2(-6.666)).isEqualTo("-6.67");
    }

    @Test
    void isoformat_microseconds_leftOutWhenZero() {
        assertThat(PythonFormat.isoformat(Instant.parse("2023-10-15T10:30:45.123456Z")))
                .isEqualTo("2023-10-15T10:30:45.123456");
        assertThat(PythonFormat.isoformat(Instant.parse("2023-10-15T10:30:00Z")))
                .isEqualTo("2023-10-15T10:30:00");
    }

    @Test
    void epochSeconds_microseconds_areTheFraction() {
        assertThat(PythonFormat.repr(PythonFormat.epochSeconds(Instant.ofEpochSecond(1_697_385_600, 250_000_000))))
                .isEqualTo("1697385600.25");
    }

    private static double value(String[] line) {
        return Double.longBitsToDouble(Long.parseUnsignedLong(line[0], 16));
    }

    private static List<String[]> pythonFloats() throws IOException {
        try (InputStream in = PythonFormatTest.class.getResourceAsStream("/python-floats.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|"))
                    .toList();
        }
    }
}
