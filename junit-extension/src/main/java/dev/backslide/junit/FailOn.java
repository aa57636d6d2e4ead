package dev.backslide.junit;

import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Verdict;

/** Which verdicts fail an assertion. Immutable. */
enum FailOn {
    /** What is worse beyond doubt, as {@link MetricVerdict#isEvident()} has it. */
    EVIDENT,
    /** Confirmed regressions alone. */
    REGRESSION,
    /** Whatever is worse than threshold and noise explain, confirmed or not. */
    SUSPECT,
    /** None: regressions are told and recorded, tests pass. */
    NEVER;

    boolean fails(MetricVerdict verdict) {
        return switch (this) {
            case EVIDENT -> verdict.isEvident();
            case REGRESSION -> verdict.verdict() == Verdict.REGRESSION;
            case SUSPECT -> verdict.verdict() == Verdict.REGRESSION || verdict.verdict() == Verdict.SUSPECT;
            case NEVER -> false;
        };
    }
}
