package dev.backslide.core.detection.rule;

import dev.backslide.core.Direction;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;
import dev.backslide.core.detection.history.Commits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.statistics.ChangePercent;

/**
 * The specification's rule, exactly: compare with the previous value. Never says SUSPECT. Stateless.
 *
 * @since 0.1
 */
public final class PreviousRule {

    private PreviousRule() {}

    /** Judges a value that belongs at a place of the history against the one before that place; a rerun against the commit before. */
    public static Judgement judge(
            SeriesHistory history, int place, double value, EffectivePolicy applied, long acceptedSince) {
        if (applied.direction() == Direction.UNKNOWN) {
            return Judgement.inconclusive(value, VerdictReason.UNKNOWN_DIRECTION);
        }
        return place == 0
                ? Judgement.inconclusive(value, VerdictReason.FIRST_MEASUREMENT)
                : judge(history.value(Commits.comparedWith(history, place, acceptedSince)), value, applied);
    }

    /** Judges a value of known direction against the one before it; NaN: there is none. */
    public static Judgement judge(double previous, double value, EffectivePolicy applied) {
        if (Double.isNaN(previous)) {
            return Judgement.inconclusive(value, VerdictReason.FIRST_MEASUREMENT);
        }
        Severity severity = PercentChange.severity(previous, value, applied);
        return new Judgement(
                severity == null ? Verdict.PASS : Verdict.REGRESSION,
                severity,
                value,
                previous,
                ChangePercent.of(previous, value),
                null,
                null,
                severity == null ? VerdictReason.WITHIN_THRESHOLD : VerdictReason.BEYOND_THRESHOLD);
    }
}
