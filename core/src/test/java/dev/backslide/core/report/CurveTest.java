package dev.backslide.core.report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

class CurveTest {

    @Test
    void shown_fewEnough_areAll() {
        assertThat(curve(10).shown(10)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 399, 401, 1_000, 99_999})
    void shown_tooMany_keepExtremesAndTheNewestInOrder(int size) {
        double[] values = IntStream.range(0, size).mapToDouble(i -> Math.sin(i)).toArray();
        values[size / 3] = 1_000;
        values[size / 2] = -1_000;

        int[] shown = curve(values).shown(10);

        assertThat(shown).hasSizeLessThanOrEqualTo(11).isSorted().doesNotHaveDuplicates();
        assertThat(shown).contains(size / 3, size / 2, size - 1);
    }

    @Test
    void positionAt_betweenMeasurements_isTheNextOne() {
        Curve curve = curve(10, 20, 30);

        assertThat(curve.positionAt(Instant.EPOCH)).isZero();
        assertThat(curve.positionAt(curve.time(1))).isEqualTo(1);
        assertThat(curve.positionAt(curve.time(1).plusMillis(1))).isEqualTo(2);
        assertThat(curve.positionAt(curve.time(2).plusMillis(1))).isEqualTo(3);
    }

    @Test
    void medianAround_step_followsItAndNoOutlier() {
        Curve curve = curve(1, 1, 1, 99, 1, 1, 5, 5, 5, 5, 5, 5);

        assertThat(curve.medianAround(3, 2)).isEqualTo(1);
        assertThat(curve.medianAround(6, 2)).isEqualTo(5);
        assertThat(curve.medianAround(11, 2)).isEqualTo(5);
    }

    private static Curve curve(double... values) {
        return Curve.of(
                LongStream.range(0, values.length).map(i -> i * 60_000_000).toArray(), values, values.length);
    }

    private static Curve curve(int size) {
        double[] values = new double[size];
        Arrays.setAll(values, i -> i);
        return curve(values);
    }
}
