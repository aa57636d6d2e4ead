package dev.backslide.core.detection;

import dev.backslide.core.Direction;
import dev.backslide.core.Verdict;

import java.util.List;

/**
 * Scores the gate on one labelled series, measurement by measurement, as if either direction were for the worse: is a large step suspected
 * at its first measurement, and how much else is? Not thread-safe: one instance per series.
 */
public final class GateScorer {

    /** Smallest step that counts as large, in noise standard deviations. */
    public static final double LARGE = 4;

    /** Measurements after a change's end that are no longer its window, as in {@link Scorer#AT_20}. */
    private static final int WINDOW = 20;

    private final SeriesLabels labels;
    private final List<Applied> ways;
    private final ChangePointDetector detector = new ChangePointDetector();
    private int index;
    private GateScore score = GateScore.NONE;

    /** @param thresholdPercent above 0; a tiny one leaves the noise alone to decide */
    public GateScorer(SeriesLabels labels, double thresholdPercent) {
        this.labels = labels;
        this.ways = List.of(
                new Applied(DetectorKind.ADAPTIVE, Direction.LOWER_IS_BETTER, thresholdPercent, 0, 0),
                new Applied(DetectorKind.ADAPTIVE, Direction.HIGHER_IS_BETTER, thresholdPercent, 0, 0));
    }

    /** Takes the next measurement. */
    public void next(double value) {
        Baseline baseline = detector.considered() < ChangePointDetector.WARM_UP ? null : detector.baseline();
        if (baseline != null) {
            boolean suspect = ways.stream()
                    .anyMatch(way -> Gate.judge(baseline, value, way).verdict() == Verdict.SUSPECT);
            boolean large = labels.changes().stream().anyMatch(change -> change.index() == index && isLarge(change));
            boolean stable = isStable();
            score = score.plus(new GateScore(
                    large ? 1 : 0, large && suspect ? 1 : 0, stable ? ways.size() : 0, stable && suspect ? 1 : 0));
        }
        detector.next(value);
        index++;
    }

    /** The score so far. */
    public GateScore score() {
        return score;
    }

    private static boolean isLarge(TrueChange change) {
        return change.snr() >= LARGE && change.snr() < TrueChange.UNKNOWN_SNR && change.end() == change.index();
    }

    private boolean isStable() {
        return labels.changes().stream().noneMatch(change -> change.index() <= index && index <= change.end() + WINDOW)
                && labels.ignored().stream().noneMatch(zone -> zone.contains(index));
    }
}
