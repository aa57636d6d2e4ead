package dev.backslide.core.detection;

import dev.backslide.core.Direction;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.Judgement.Why;

/** The specification's rule, exactly: compare with the previous value. Never says SUSPECT. Stateless. */
final class PreviousRule {

    /** Its name in alerts and configuration. */
    static final String NAME = "previous";

    private PreviousRule() {}

    /** Judges a value that belongs at a place of the history against the one before that place. */
    static Judgement judge(SeriesHistory history, int place, double value, Applied applied) {
        if (applied.direction() == Direction.UNKNOWN) {
            return Judgement.inconclusive(value, Why.UNKNOWN_DIRECTION);
        }
        if (place == 0) {
            return Judgement.inconclusive(value, Why.FIRST);
        }
        double previous = history.value(place - 1);
        Severity severity = PercentChange.severity(previous, value, applied);
        return new Judgement(
                severity == null ? Verdict.PASS : Verdict.REGRESSION,
                severity,
                value,
                previous,
                PercentChange.of(previous, value),
                null,
                severity == null ? Why.BELOW_THRESHOLD : Why.ABOVE_THRESHOLD);
    }
}
