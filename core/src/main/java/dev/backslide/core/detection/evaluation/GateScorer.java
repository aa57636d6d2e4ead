package dev.backslide.core.detection.evaluation;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.detection.changepoint.ChangePointDetector;
import dev.backslide.core.detection.rule.Judgement;
import dev.backslide.core.detection.rule.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Scores the gate on one labelled series, measurement by measurement, as if either direction were for the worse: is a large step suspected
 * at its first measurement, and how much else is? Not thread-safe: one instance per series.
 *
 * @since 0.1
 */
public final class GateScorer {

    /** Smallest step that counts as large, in noise standard deviations. */
    public static final double LARGE = 4;

    /** Measurements after a change's end that are no longer its window, as in {@link Scorer#AT_20}. */
    private static final int WINDOW = 20;

    /** A stable measurement is one for a metric of either direction. */
    private static final int DIRECTIONS = 2;

    private final SeriesLabels labels;
    private final GateAlarm gate;
    private int index;
    private GateScore score = GateScore.NONE;

    /** @param thresholdPercent above 0; a tiny one leaves the noise alone to decide */
    public GateScorer(SeriesLabels labels, double thresholdPercent) {
        this.labels = labels;
        this.gate = new GateAlarm(Policy.ofThreshold(thresholdPercent), Direction.UNKNOWN);
    }

    /** Takes the next measurement. */
    public void next(double value) {
        Judgement suspect = gate.next(value);
        if (index >= ChangePointDetector.WARM_UP) {
            boolean large = labels.changes().stream().anyMatch(change -> change.index() == index && isLarge(change));
            boolean stable = isStable();
            score = score.plus(new GateScore(
                    large ? 1 : 0,
                    large && suspect != null ? 1 : 0,
                    stable ? DIRECTIONS : 0,
                    stable && suspect != null ? 1 : 0,
                    stable && isEvident(suspect) ? 1 : 0));
        }
        index++;
    }

    /** The score so far. */
    public GateScore score() {
        return score;
    }

    private static boolean isEvident(@Nullable Judgement suspect) {
        return suspect != null
                && MetricVerdict.isEvident(
                        suspect.verdict(),
                        suspect.severity(),
                        suspect.current(),
                        suspect.baseline(),
                        suspect.noise(),
                        suspect.noisePercent());
    }

    private static boolean isLarge(TrueChange change) {
        return change.snr() >= LARGE && change.snr() < TrueChange.UNKNOWN_SNR && change.end() == change.index();
    }

    private boolean isStable() {
        return labels.changes().stream().noneMatch(change -> change.index() <= index && index <= change.end() + WINDOW)
                && labels.ignored().stream().noneMatch(zone -> zone.contains(index));
    }
}
