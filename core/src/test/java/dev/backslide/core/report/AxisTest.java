package dev.backslide.core.report;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class AxisTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|100|0 20 40 60 80 100",
                "28963|93071|40k 60k 80k",
                "5626510|11927900|6M 8M 10M 12M",
                "0.1|0.35|0.10 0.15 0.20 0.25 0.30 0.35",
                "99.91|99.99|99.92 99.94 99.96 99.98",
                "-5|5|-4 -2 0 2 4",
                "2e9|4e9|2.0G 2.5G 3.0G 3.5G 4.0G",
                "2e-6|4e-6|2e-06 2.5e-06 3e-06 3.5e-06 4e-06",
                "1e20|5e20|1e+20 2e+20 3e+20 4e+20 5e+20"
            })
    void ticks_areRoundAndShort(double min, double max, String labels) {
        Axis axis = Axis.over(min, max);

        assertThat(axis.ticks().stream().map(axis::label)).isEqualTo(List.of(labels.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "5, 5",
        "-1.7976931348623157E308, 1.7976931348623157E308",
        "0, 4.9E-324",
        "4.9E-324, 1.5E-323",
        "1E300, 1.0000000000000002E300",
        "1.7976931348623157E308, 1.7976931348623157E308"
    })
    void anyFiniteRange_hasBothEndsOnTheAxis(double min, double max) {
        Axis axis = Axis.over(min, max);

        assertThat(axis.part(min)).isBetween(0.0, 1.0);
        assertThat(axis.part(max)).isBetween(0.0, 1.0);
        assertThat(axis.part(min)).isLessThanOrEqualTo(axis.part(max));
        assertThat(axis.ticks())
                .hasSizeLessThanOrEqualTo(8)
                .allSatisfy(tick -> assertThat(axis.label(tick)).isNotEmpty());
    }
}
