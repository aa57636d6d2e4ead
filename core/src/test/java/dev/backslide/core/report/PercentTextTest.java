package dev.backslide.core.report;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PercentTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0         | +0.00%             | 0.00%",
                "-6.666    | -6.67%             | -6.67%",
                "999999.99 | +999999.99%        | 999999.99%",
                "1e6       | beyond +1,000,000% | beyond 1,000,000%",
                "-1e300    | beyond -1,000,000% | beyond -1,000,000%",
            })
    void percentage_reads_well(double percent, String signed, String plain) {
        assertThat(PercentText.signed(percent)).isEqualTo(signed);
        assertThat(PercentText.of(percent)).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"12.34 | +12.3 %", "1e308 | beyond +1,000,000%"})
    void percentage_of_a_table_is_as_short(double percent, String text) {
        assertThat(PlainNumber.percent(percent)).isEqualTo(text);
    }
}
