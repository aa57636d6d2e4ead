package dev.backslide.core.detection.rule;

import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;
import dev.backslide.core.detection.changepoint.Baseline;
import dev.backslide.core.statistics.ChangePercent;
import org.jspecify.annotations.Nullable;

/**
 * The hand-over from the previous-value rule to the gate while a series is young: with one measurement of history the specification's
 * rule alone decides; with each further one the gate's noise limit counts for more, until with {@link NoiseGate#MIN_HISTORY} the gate takes
 * over. Stateless.
 *
 * @since 0.1
 */
public final class WarmUpRule {

    private WarmUpRule() {}

    /**
     * Judges a measurement of known direction.
     *
     * @param baseline of the measurements before; null: there are none
     * @param previous the measurement before, NaN: none
     */
    public static Judgement judge(@Nullable Baseline baseline, double previous, double value, EffectivePolicy applied) {
        Judgement byPrevious = PreviousRule.judge(previous, value, applied);
        if (byPrevious.verdict() != Verdict.REGRESSION || baseline == null) {
            return byPrevious;
        }
        double weight = (baseline.considered() - 1.0) / (NoiseGate.MIN_HISTORY - 1.0);
        double explained = Math.max(Math.min(1, weight) * baseline.explained(value), applied.sampleNoise());
        if (applied.direction().worsening(baseline.level(), value) > explained) {
            return byPrevious;
        }
        double level = baseline.level();
        return new Judgement(
                Verdict.PASS,
                null,
                value,
                level,
                ChangePercent.of(level, value),
                explained,
                null,
                PercentChange.severity(level, value, applied) == null
                        ? VerdictReason.WITHIN_THRESHOLD
                        : VerdictReason.WITHIN_NOISE);
    }
}
