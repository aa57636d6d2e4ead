package dev.backslide.core.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * Percentages for people, in every sentence and table: three digits at least, thousands grouped, and from a million percent on no more
 * digits than a person can read. The specification's own texts are not among them. Thread-safe.
 *
 * @since 0.1
 */
public final class PercentText {

    private static final double UNREADABLE = 1e6;

    /** Below this a change has two decimals, so that one just beyond a threshold is told from it. */
    private static final double SMALL = 9.995;

    private static final MathContext ESTIMATE = new MathContext(3);

    private PercentText() {}

    /** A change: {@code +0.11 %}, {@code -31.9 %}, {@code +6,103.9 %}; {@code beyond +1,000,000 %}. */
    public static String signed(double percent) {
        if (!isReadable(percent)) {
            return "beyond " + (percent < 0 ? "-" : "+") + "1,000,000 %";
        }
        return String.format(Locale.ROOT, Math.abs(percent) < SMALL ? "%+.2f %%" : "%+,.1f %%", percent);
    }

    /** A threshold, as it was set: {@code 5 %}, {@code 0.25 %}. */
    public static String of(double percent) {
        return isReadable(percent)
                ? PlainNumber.grouped(percent) + " %"
                : "beyond " + (percent < 0 ? "-" : "") + "1,000,000 %";
    }

    /** An estimate, of which three digits say all it knows: {@code 53.8 %}. */
    public static String estimate(double percent) {
        return isReadable(percent)
                ? of(BigDecimal.valueOf(percent).round(ESTIMATE).doubleValue())
                : of(percent);
    }

    /** Whether the digits of a percentage tell a person anything. */
    public static boolean isReadable(double percent) {
        return Math.abs(percent) < UNREADABLE;
    }
}
