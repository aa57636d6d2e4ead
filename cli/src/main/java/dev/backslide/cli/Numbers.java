package dev.backslide.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

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

    /** {@code +12.3 %}. */
    static String percent(double value) {
        return String.format(Locale.ROOT, "%+.1f %%", value);
    }
}
