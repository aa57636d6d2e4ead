package dev.backslide.core.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for people: six significant digits, thousands grouped. Thread-safe. */
final class PlainNumber {

    private static final MathContext DIGITS = new MathContext(6);
    private static final double LARGE = 1e15;
    private static final double SMALL = 1e-6;

    private PlainNumber() {}

    /** {@code 41,000,100}, {@code 0.25}; with an exponent where that is shorter to read. */
    static String of(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : "n/a";
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        double size = Math.abs(value);
        if (size >= LARGE || size < SMALL) {
            return rounded.toString();
        }
        int decimals = Math.max(0, rounded.scale());
        return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
    }

    /** {@code +12.3 %}. */
    static String percent(double value) {
        return String.format(Locale.ROOT, "%+,.1f %%", value);
    }
}
