package dev.backslide.core;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class UnitConversionTest {

    @ParameterizedTest
    @CsvSource({
        "1.3, ms, us, 1300",
        "1180, us, ms, 1.18",
        "1180, µs, ms, 1.18",
        "1180, usec, milliseconds, 1.18",
        "1, ns, ps, 1000",
        "90, min, h, 1.5",
        "2, h, s, 7200",
        "1, day, h, 24",
        "1, MB, kB, 1000",
        "1, MB, KB, 1000",
        "1, MiB, KiB, 1024",
        "1, MiB, B, 1048576",
        "1000000, bytes, megabytes, 1",
        "3, gb, mb, 3000",
        "1, Gbit/s, Mbit/s, 1000",
        "1, ops/us, ops/s, 1000000",
        "1, ops/ms, ops/sec, 1000",
        "60, ops/min, ops/s, 1",
        "1, tokens per second, Tokens/min, 60",
        "1, MB/s, kB/ms, 1",
        "1500, ns/op, us/op, 1.5",
        "1500, ns/iter, us/iter, 1.5",
        "1, KB/op, B/op, 1000",
        "5, percent, %, 5",
        "7, widgets, Widgets, 7",
        "7, '', '', 7"
    })
    void compatibleUnits_areConvertedExactlyAndBack(double value, String from, String to, double expected) {
        UnitConversion conversion = UnitConversion.between(from, to).orElseThrow();

        assertThat(conversion.apply(value)).isEqualTo(expected);
        assertThat(conversion.invert(expected)).isEqualTo(value);
        assertThat(UnitConversion.between(to, from).orElseThrow().apply(expected))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "ms, B",
        "ms, ops/ms",
        "ms, ''",
        "ops/s, requests/s",
        "ns/op, ns/iter",
        "ns/op, ns",
        "MB, Mbit",
        "MB, Mb",
        "m, min",
        "H, h",
        "%, ''",
        "s, 1/s",
        "B/s, B",
        "widgets, gadgets"
    })
    void unitsOfDifferentThings_haveNoConversion(String from, String to) {
        assertThat(UnitConversion.between(from, to)).isEmpty();
        assertThat(UnitConversion.between(to, from)).isEmpty();
    }
}
