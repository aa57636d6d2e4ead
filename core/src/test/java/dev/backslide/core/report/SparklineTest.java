package dev.backslide.core.report;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

class SparklineTest {

    @Test
    void of_rise_goesFromLowestToHighestBlock() {
        assertThat(Sparkline.of(new double[] {0, 1, 2, 3, 4, 5, 6, 7})).isEqualTo("▁▂▃▄▅▆▇█");
    }

    @Test
    void of_equalValues_areAtMiddleHeight() {
        assertThat(Sparkline.of(new double[] {3, 3, 3})).isEqualTo("▄▄▄");
    }

    @Test
    void of_nothing_isEmpty() {
        assertThat(Sparkline.of(new double[0])).isEmpty();
    }

    @Test
    void of_more_thanFit_isTheMedianOfEachStretch() {
        double[] values = new double[400];
        Arrays.fill(values, 200, 400, 1);
        values[5] = 1_000;

        assertThat(Sparkline.of(values)).isEqualTo("▁".repeat(20) + "█".repeat(20));
    }

    @Test
    void of_wholeRangeOfDoubles_doesNotOverflow() {
        assertThat(Sparkline.of(new double[] {-Double.MAX_VALUE, 0, Double.MAX_VALUE}))
                .isEqualTo("▁▅█");
    }
}
