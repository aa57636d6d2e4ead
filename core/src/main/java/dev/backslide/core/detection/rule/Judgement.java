package dev.backslide.core.detection.rule;

import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;
import dev.backslide.core.statistics.ChangePercent;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says of one measurement. Immutable.
 *
 * @param verdict the answer
 * @param severity null unless the verdict is SUSPECT or REGRESSION
 * @param current the measurement, in its unit
 * @param baseline what it was compared with; null: nothing
 * @param changePercent signed, from baseline to current; null without a baseline or when that is 0
 * @param noise what the series' own noise explains, in the metric's unit; null: not known
 * @param strength evidence for a confirmed change, as −log10 of its p-value; null: none was confirmed
 * @param reasonCode the deciding reason
 * @since 0.1
 */
public record Judgement(
        Verdict verdict,
        @Nullable Severity severity,
        double current,
        @Nullable Double baseline,
        @Nullable Double changePercent,
        @Nullable Double noise,
        @Nullable Double strength,
        VerdictReason reasonCode) {

    /** For a measurement that changed nothing and whose answer nobody wants. */
    static final Judgement NOT_ASKED =
            new Judgement(Verdict.PASS, null, 0, null, null, null, null, VerdictReason.WITHIN_THRESHOLD);

    /** {@link #noise} as a percentage of the baseline; null: not known, or the baseline is 0. */
    public @Nullable Double noisePercent() {
        return noise == null || baseline == null ? null : PercentChange.noise(baseline, noise);
    }

    /** The same change where somebody has closed the alert about it. */
    public Judgement settled() {
        return new Judgement(
                Verdict.PASS, null, current, baseline, changePercent, noise, strength, VerdictReason.ACCEPTED_CHANGE);
    }

    /** The same measurement, compared with the level before a regression whose alert is open. */
    public Judgement stillOpen(Severity newSeverity, double accepted) {
        return new Judgement(
                Verdict.REGRESSION,
                newSeverity,
                current,
                accepted,
                ChangePercent.of(accepted, current),
                noise,
                strength,
                VerdictReason.ALERT_OPEN);
    }

    public static Judgement inconclusive(double current, VerdictReason reasonCode) {
        return new Judgement(Verdict.INCONCLUSIVE, null, current, null, null, null, null, reasonCode);
    }
}
