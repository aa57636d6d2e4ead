package dev.backslide.cli.gate;

import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;

/**
 * What fails a gate. Immutable.
 *
 * @param failOnRegression whether anything does
 * @param failOn how sure it must be that something is worse
 * @param severity the mildest severity that does
 * @param requireHistory whether a metric without a history leaves the gate inconclusive
 */
public record GateRule(boolean failOnRegression, GateOptions.FailOn failOn, Severity severity, boolean requireHistory) {

    /** What fails a gate whose command line says nothing. */
    public static GateRule withoutOptions(boolean failOnRegression) {
        return new GateRule(failOnRegression, GateOptions.FailOn.EVIDENT, Severity.WARNING, false);
    }

    /** What this measurement counts as. */
    public GateStatus standingOf(GateMeasurement measured) {
        Verdict verdict = measured.verdict();
        if (verdict == null) {
            return GateStatus.UNANSWERED;
        }
        return switch (verdict) {
            case PASS -> GateStatus.PASS;
            case INCONCLUSIVE -> measured.isFirst() ? GateStatus.NEW : GateStatus.UNJUDGED;
            case SUSPECT -> isSure(measured) && isSevere(measured) ? GateStatus.FAILURE : GateStatus.WARNING;
            case REGRESSION -> isSevere(measured) ? GateStatus.FAILURE : GateStatus.WARNING;
        };
    }

    private boolean isSure(GateMeasurement suspect) {
        return switch (failOn) {
            case SUSPECT -> true;
            case EVIDENT -> suspect.isEvident();
            case REGRESSION -> false;
        };
    }

    private boolean isSevere(GateMeasurement measured) {
        Severity own = measured.severity();
        return failOnRegression && (own == null || own.compareTo(severity) >= 0);
    }
}
