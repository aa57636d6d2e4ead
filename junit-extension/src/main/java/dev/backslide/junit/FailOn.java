package dev.backslide.junit;

import dev.backslide.core.Verdict;

/** Which verdicts fail an assertion. Immutable. */
enum FailOn {
    /** Confirmed regressions. */
    REGRESSION,
    /** Those, and what is worse than threshold and noise explain but not yet confirmed. */
    SUSPECT,
    /** None: regressions are told and recorded, tests pass. */
    NEVER;

    boolean fails(Verdict verdict) {
        return switch (this) {
            case REGRESSION -> verdict == Verdict.REGRESSION;
            case SUSPECT -> verdict == Verdict.REGRESSION || verdict == Verdict.SUSPECT;
            case NEVER -> false;
        };
    }
}
