package dev.backslide.core.statistics;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class StudentTTest {

    /** Quantiles from the printed tables, four significant digits. */
    @ParameterizedTest
    @CsvSource({"12.706, 1, 0.05", "2.2281, 10, 0.05", "4.5869, 10, 0.001", "3.3905, 100, 0.001", "0, 7, 1"})
    void strength_ofTabulatedQuantile_isItsProbability(double t, int df, double p) {
        assertThat(StudentT.strength(t, df)).isCloseTo(-Math.log10(p), within(1e-4));
    }

    /** With two degrees of freedom the two-sided p-value is 1 - t / sqrt(2 + t^2). */
    @ParameterizedTest
    @CsvSource({"0.3", "1", "5", "-5"})
    void strength_withTwoDegreesOfFreedom_isTheClosedForm(double t) {
        double p = 1 - Math.abs(t) / Math.sqrt(2 + t * t);
        assertThat(StudentT.strength(t, 2)).isCloseTo(-Math.log10(p), within(1e-10));
    }

    @ParameterizedTest
    @CsvSource({"1e200, 100", "1e9, 500"})
    void strength_ofAnEnormousStatistic_isBounded(double t, int df) {
        assertThat(StudentT.strength(t, df)).isEqualTo(StudentT.MAX_STRENGTH);
    }
}
