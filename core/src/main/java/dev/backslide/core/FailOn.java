package dev.backslide.core;

/**
 * Which verdicts fail a gate or an assertion: how sure it must be that something is worse. Immutable.
 *
 * @since 0.1
 */
public enum FailOn {
    /** What is worse beyond doubt, as {@link MetricVerdict#isEvident()} has it. */
    EVIDENT,
    /** Confirmed regressions alone. */
    REGRESSION,
    /** Whatever is worse than threshold and noise explain, confirmed or not. */
    SUSPECT,
    /** None: regressions are reported and recorded. */
    NEVER;

    /** Whether this verdict fails. */
    public boolean fails(MetricVerdict verdict) {
        return fails(verdict.verdict(), verdict.isEvident());
    }

    /**
     * The same, of a verdict's parts.
     *
     * @param isEvident whether it is worse beyond doubt
     */
    public boolean fails(Verdict verdict, boolean isEvident) {
        return switch (this) {
            case EVIDENT -> isEvident;
            case REGRESSION -> verdict == Verdict.REGRESSION;
            case SUSPECT -> verdict == Verdict.REGRESSION || verdict == Verdict.SUSPECT;
            case NEVER -> false;
        };
    }
}
