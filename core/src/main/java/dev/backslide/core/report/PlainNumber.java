package dev.backslide.core.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * Numbers for people to read. Thread-safe.
 *
 * @since 0.1
 */
public final class PlainNumber {

    private static final MathContext DIGITS = new MathContext(6);
    private static final double LARGE = 1e15;
    private static final double SMALL = 1e-6;

    private PlainNumber() {}

    /** Six significant digits, without an exponent where that is readable: {@code 41000100}, {@code 0.25}. */
    public static String of(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : "n/a";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
        return isPlain(value) ? rounded.toPlainString() : rounded.toString();
    }

    /** As {@link #of}, thousands grouped: {@code 41,000,100}. */
    static String grouped(double value) {
        if (value == 0 || !Double.isFinite(value) || !isPlain(value)) {
            return of(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
    }

    private static boolean isPlain(double value) {
        double size = Math.abs(value);
        return size < LARGE && size >= SMALL;
    }
}
