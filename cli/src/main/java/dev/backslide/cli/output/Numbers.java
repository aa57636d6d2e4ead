package dev.backslide.cli.output;

import dev.backslide.core.report.PercentText;
import dev.backslide.core.report.PlainNumber;

import java.math.BigDecimal;
import java.math.MathContext;

/** Prints numbers for people. Stateless. */
public final class Numbers {

    private Numbers() {}

    /** Six significant digits, without an exponent where that is readable. */
    public static String plain(double value) {
        return PlainNumber.of(value);
    }

    /** {@code +12.3 %}; as everywhere. */
    public static String percent(double value) {
        return PercentText.signed(value);
    }

    /** Rounded to this many significant digits. */
    public static double significant(double value, int digits) {
        return BigDecimal.valueOf(value).round(new MathContext(digits)).doubleValue();
    }
}
