package dev.backslide.core.statistics;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TrendTest {

    @Test
    void newestFive_againstTheFiveBefore() {
        double[] values = {999, 100, 100, 100, 100, 100, 110, 110, 110, 110, 115};
        assertThat(Trend.percent(values)).isCloseTo(11.0, within(1e-9));
    }

    @Test
    void fewerThanTen_haveNoTrend() {
        assertThat(Trend.percent(new double[9])).isNull();
    }

    @Test
    void trend_fromZero_hasNoPercentage() {
        assertThat(Trend.percent(new double[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1})).isNull();
    }

    @Test
    void negativeValues_keepTheSignOfTheChange() {
        assertThat(Trend.percent(new double[] {-10, -10, -10, -10, -10, -9, -9, -9, -9, -9}))
                .isCloseTo(10.0, within(1e-9));
    }

    @Test
    void largestNumbers_doNotOverflow() {
        double huge = Double.MAX_VALUE;
        assertThat(Trend.percent(new double[] {huge, huge, huge, huge, huge, huge, huge, huge, huge, huge}))
                .isCloseTo(0.0, within(1e-9));
    }
}
