package dev.backslide.core.detection.monitor;

import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.changepoint.Baseline;
import dev.backslide.core.detection.history.HistoryPoint;
import dev.backslide.core.detection.rule.EffectivePolicy;
import dev.backslide.core.detection.rule.Judgement;
import dev.backslide.core.detection.rule.PercentChange;
import org.jspecify.annotations.Nullable;

/**
 * What a measurement is while an alert is open that nobody has accepted: compared with the level before the regression, whatever the
 * rule says of the level since. Stateless.
 */
final class AcceptedLevel {

    private AcceptedLevel() {}

    /** The rule's answer, or the harder one; what the rule itself finds worse stays as it is. */
    static Judgement judge(
            @Nullable RegressionAlert open, HistoryPoint point, Judgement judgement, EffectivePolicy applied) {
        if (open == null
                || open.severity() == Severity.INFO
                || judgement.verdict() == Verdict.REGRESSION
                || judgement.verdict() == Verdict.INCONCLUSIVE
                || point.orderTime().isBefore(open.openedAt())) {
            return judgement;
        }
        double accepted = open.previousValue();
        Severity severity = PercentChange.severity(accepted, point.value(), applied);
        return severity == null || applied.direction().worsening(accepted, point.value()) <= explained(open)
                ? judgement
                : judgement.stillOpen(severity, accepted);
    }

    /** What noise explains of the distance from the level before a regression, but never what is nearer to the level since. */
    private static double explained(RegressionAlert open) {
        Double noise = open.noisePercent();
        if (noise == null) {
            return 0;
        }
        double previous = open.previousValue();
        return Math.min(
                Baseline.NOISE_LIMIT * noise / 100 * Math.abs(previous),
                Math.abs(open.currentValue() / 2 - previous / 2));
    }
}
