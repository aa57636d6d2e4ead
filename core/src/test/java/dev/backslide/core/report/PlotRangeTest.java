package dev.backslide.core.report;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class PlotRangeTest {

    private static final int SIZE = 200;

    @Test
    void of_oneFarOutlier_leavesItOutside() {
        double[] values = noise();
        values[50] = 1e6;

        PlotRange range = PlotRange.of(values);

        assertThat(range.holds(1e6)).isFalse();
        assertThat(IntStream.range(0, SIZE).filter(i -> !range.holds(values[i])))
                .hasSizeLessThan(SIZE / 20);
    }

    @Test
    void of_outlierAmongTheNewest_holdsIt() {
        double[] values = noise();
        values[SIZE - 2] = 1e6;

        assertThat(PlotRange.of(values).holds(1e6)).isTrue();
    }

    @Test
    void of_newLevel_holdsIt() {
        double[] values = noise();
        for (int i = 120; i < 140; i++) {
            values[i] += 1e6;
        }

        PlotRange range = PlotRange.of(values);

        assertThat(range.high()).isGreaterThan(1e6);
        assertThat(range.low()).isLessThan(10);
    }

    @Test
    void of_few_holdsAll() {
        PlotRange range = PlotRange.of(new double[] {1, 1, 1e9, 1, 2});

        assertThat(range).isEqualTo(new PlotRange(1, 1e9));
    }

    private static double[] noise() {
        return IntStream.range(0, SIZE).mapToDouble(i -> i % 7).toArray();
    }
}
