package dev.backslide.cli;

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
record GateRule(boolean failOnRegression, GateOptions.FailOn failOn, Severity severity, boolean requireHistory) {

    /** What fails a gate whose command line says nothing. */
    static GateRule withoutOptions(boolean failOnRegression) {
        return new GateRule(failOnRegression, GateOptions.FailOn.EVIDENT, Severity.WARNING, false);
    }

    /** What this measurement counts as. */
    Standing standingOf(Measured measured) {
        Verdict verdict = measured.verdict();
        if (verdict == null) {
            return Standing.UNANSWERED;
        }
        return switch (verdict) {
            case PASS -> Standing.PASS;
            case INCONCLUSIVE -> measured.isFirst() ? Standing.NEW : Standing.UNJUDGED;
            case SUSPECT -> isSure(measured) && isSevere(measured) ? Standing.FAILURE : Standing.WARNING;
            case REGRESSION -> isSevere(measured) ? Standing.FAILURE : Standing.WARNING;
        };
    }

    private boolean isSure(Measured suspect) {
        return switch (failOn) {
            case SUSPECT -> true;
            case EVIDENT -> suspect.isEvident();
            case REGRESSION -> false;
        };
    }

    private boolean isSevere(Measured measured) {
        Severity own = measured.severity();
        return failOnRegression && (own == null || own.compareTo(severity) >= 0);
    }
}
