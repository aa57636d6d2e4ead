package dev.backslide.core.report;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlainNumberTest {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "12.5,12.5",
        "32408768,32408800",
        "0.000123456789,0.000123457",
        "-3,-3",
        "1e300,1E+300",
        "1e-9,1E-9"
    })
    void number_printed_hasSixDigitsAndNoNeedlessExponent(double value, String text) {
        assertThat(PlainNumber.of(value)).isEqualTo(text);
    }
}
