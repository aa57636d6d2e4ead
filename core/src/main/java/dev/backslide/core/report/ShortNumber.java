package dev.backslide.core.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people who may copy them: six significant digits, nothing grouped. Thread-safe. */
public final class ShortNumber {

    private static final MathContext DIGITS = new MathContext(6);
    private static final double LARGE = 1e15;
    private static final double SMALL = 1e-6;

    private ShortNumber() {}

    /**
     * Six significant digits, without an exponent where that is readable.
     *
     * @param value finite
     */
    public static String of(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
        double size = Math.abs(value);
        return size >= LARGE || size < SMALL ? rounded.toString() : rounded.toPlainString();
    }
}
