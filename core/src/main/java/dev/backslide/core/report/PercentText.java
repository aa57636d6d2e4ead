package dev.backslide.core.report;

/** Percentages as sentences tell them: two decimals, and from a million percent on no more digits than a person can read. Thread-safe. */
public final class PercentText {

    private static final double UNREADABLE = 1e6;

    private PercentText() {}

    /** {@code 78.82%}; {@code beyond 1,000,000%}. */
    public static String of(double percent) {
        return isReadable(percent)
                ? PythonFormat.fixed2(percent) + "%"
                : "beyond " + (percent < 0 ? "-" : "") + "1,000,000%";
    }

    /** {@code +100.00%}; {@code beyond +1,000,000%}. */
    public static String signed(double percent) {
        return isReadable(percent)
                ? PythonFormat.signedFixed2(percent) + "%"
                : "beyond " + (percent < 0 ? "-" : "+") + "1,000,000%";
    }

    /** Whether the digits of a percentage tell a person anything. */
    public static boolean isReadable(double percent) {
        return Math.abs(percent) < UNREADABLE;
    }
}
