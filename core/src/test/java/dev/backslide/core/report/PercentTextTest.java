package dev.backslide.core.report;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PercentTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0         | +0.00 %             | 0 %                 | 0 %",
                "5.04      | +5.04 %             | 5.04 %              | 5.04 %",
                "-6.666    | -6.67 %             | -6.666 %            | -6.67 %",
                "9.996     | +10.0 %             | 9.996 %             | 10 %",
                "53.7912   | +53.8 %             | 53.7912 %           | 53.8 %",
                "6103.88   | +6,103.9 %          | 6,103.88 %          | 6,100 %",
                "1e6       | beyond +1,000,000 % | beyond 1,000,000 %  | beyond 1,000,000 %",
                "-1e300    | beyond -1,000,000 % | beyond -1,000,000 % | beyond -1,000,000 %",
            })
    void percentage_readsWell(double percent, String change, String threshold, String estimate) {
        assertThat(PercentText.signed(percent)).isEqualTo(change);
        assertThat(PercentText.of(percent)).isEqualTo(threshold);
        assertThat(PercentText.estimate(percent)).isEqualTo(estimate);
    }
}
