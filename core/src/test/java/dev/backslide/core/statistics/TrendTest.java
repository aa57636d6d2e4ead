package dev.backslide.core.statistics;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TrendTest {

    @Test
    void newest_five_against_the_five_before() {
        double[] values = {999, 100, 100, 100, 100, 100, 110, 110, 110, 110, 115};
        assertThat(Trend.percent(values)).isCloseTo(11.0, within(1e-9));
    }

    @Test
    void fewer_than_ten_have_no_trend() {
        assertThat(Trend.percent(new double[9])).isNull();
    }

    @Test
    void trend_from_zero_has_no_percentage() {
        assertThat(Trend.percent(new double[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1})).isNull();
    }

    @Test
    void negative_values_keep_the_sign_of_the_change() {
        assertThat(Trend.percent(new double[] {-10, -10, -10, -10, -10, -9, -9, -9, -9, -9}))
                .isCloseTo(10.0, within(1e-9));
    }

    @Test
    void largest_numbers_do_not_overflow() {
        double huge = Double.MAX_VALUE;
        assertThat(Trend.percent(new double[] {huge, huge, huge, huge, huge, huge, huge, huge, huge, huge}))
                .isCloseTo(0.0, within(1e-9));
    }
}
