package dev.backslide.core.detection;

import dev.backslide.core.ChangePercent;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;

/**
 * The answer for the newest measurement before anything is confirmed: SUSPECT where it is worse than the threshold, the floor and what
 * this series' own noise explains, else PASS. Stateless.
 */
final class Gate {

    /** Measurements that a series must have: noise is learnt from them, but for a run at their end. */
    static final int MIN_HISTORY = 10;

    private Gate() {}

    static boolean isReady(ChangePointDetector detector) {
        return detector.considered() >= MIN_HISTORY;
    }

    static Judgement judge(Baseline baseline, double value, Applied applied) {
        double level = baseline.level();
        double worse = applied.direction().worsening(level, value);
        double explained = Math.max(baseline.explained(value), applied.sampleNoise());
        Severity severity = PercentChange.severity(level, value, applied);
        boolean suspect = severity != null && worse > explained;
        return new Judgement(
                suspect ? Verdict.SUSPECT : Verdict.PASS,
                suspect ? severity : null,
                value,
                level,
                ChangePercent.of(level, value),
                explained,
                null,
                suspect
                        ? VerdictReason.UNCONFIRMED
                        : severity == null ? VerdictReason.WITHIN_THRESHOLD : VerdictReason.WITHIN_NOISE);
    }
}
