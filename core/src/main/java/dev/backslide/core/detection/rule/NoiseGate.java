package dev.backslide.core.detection.rule;

import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;
import dev.backslide.core.detection.changepoint.Baseline;
import dev.backslide.core.detection.changepoint.ChangePointDetector;
import dev.backslide.core.statistics.ChangePercent;

/**
 * The answer for the newest measurement before anything is confirmed: SUSPECT where it is worse than the threshold, the floor and what
 * this series' own noise explains, else PASS. Stateless.
 *
 * @since 0.1
 */
public final class NoiseGate {

    /** Measurements that a series must have: noise is learnt from them, but for a run at their end. */
    public static final int MIN_HISTORY = 10;

    private NoiseGate() {}

    public static boolean isReady(ChangePointDetector detector) {
        return detector.considered() >= MIN_HISTORY;
    }

    public static Judgement judge(Baseline baseline, double value, EffectivePolicy applied) {
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
