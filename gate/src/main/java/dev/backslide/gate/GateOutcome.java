package dev.backslide.gate;

import java.util.Locale;

/**
 * How a gate ended, and the exit code by which scripts know it. Immutable.
 *
 * @since 0.1
 */
public enum GateOutcome {
    /** Nothing is worse than allowed. */
    PASS(0, "PASSED"),
    /** The command or the tool did not work. */
    FAILED(1, "FAILED"),
    /** Something is worse than allowed, whatever else happened. */
    REGRESSION(2, "REGRESSION"),
    /** Nothing was measured, or not all is known. */
    INCONCLUSIVE(4, "INCONCLUSIVE");

    private final int exitCode;
    private final String headline;

    GateOutcome(int exitCode, String headline) {
        this.exitCode = exitCode;
        this.headline = headline;
    }

    /** Of the process that decides by this gate. */
    public int exitCode() {
        return exitCode;
    }

    /** In reports, e.g. {@code pass}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a headline starts with. */
    String headline() {
        return headline;
    }
}
