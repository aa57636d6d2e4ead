package dev.backslide.junit;

import dev.backslide.core.report.PercentText;

import java.math.BigDecimal;
import java.math.MathContext;

/** Prints numbers for people. Stateless. */
final class Numbers {

    private static final MathContext DIGITS = new MathContext(6);
    private static final double LARGE = 1e15;
    private static final double SMALL = 1e-6;

    private Numbers() {}

    /** Six significant digits, without an exponent where that is readable. */
    static String plain(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
        double size = Math.abs(value);
        return size >= LARGE || size < SMALL ? rounded.toString() : rounded.toPlainString();
    }

    /** {@code 182 ms}. */
    static String withUnit(double value, String unit) {
        return unit.isEmpty() ? plain(value) : plain(value) + " " + unit;
    }

    /** {@code +31.9 %}. */
    static String signedPercent(double percent) {
        return PercentText.signed(percent);
    }
}
