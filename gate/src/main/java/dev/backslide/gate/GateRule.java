package dev.backslide.gate;

import dev.backslide.core.FailOn;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.sdk.tracker.MeasurementResult;

/**
 * What fails a gate. Immutable.
 *
 * @param failOn how sure it must be that something is worse
 * @param severity the mildest severity that does
 * @param requireHistory whether a metric without a history leaves the gate inconclusive
 * @since 0.1
 */
public record GateRule(FailOn failOn, Severity severity, boolean requireHistory) {

    /**
     * What fails a gate unless its user wants otherwise.
     *
     * @param failOnRegression whether anything does
     */
    public static GateRule of(boolean failOnRegression) {
        return new GateRule(failOnRegression ? FailOn.EVIDENT : FailOn.NEVER, Severity.WARNING, false);
    }

    /** What this measurement counts as. */
    public GateStatus statusOf(MeasurementResult measured) {
        Verdict verdict = measured.verdict();
        if (verdict == null) {
            return GateStatus.UNANSWERED;
        }
        return switch (verdict) {
            case PASS -> GateStatus.PASS;
            case INCONCLUSIVE -> measured.isFirst() ? GateStatus.NEW : GateStatus.UNJUDGED;
            case SUSPECT, REGRESSION ->
                failOn.fails(verdict, measured.isEvident()) && isSevere(measured)
                        ? GateStatus.FAILURE
                        : GateStatus.WARNING;
        };
    }

    private boolean isSevere(MeasurementResult measured) {
        Severity own = measured.severity();
        return own == null || own.compareTo(severity) >= 0;
    }
}
