package dev.backslide.core.detection.evaluation;

import dev.backslide.core.Direction;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.changepoint.Baseline;
import dev.backslide.core.detection.changepoint.ChangePointDetector;
import dev.backslide.core.detection.rule.EffectivePolicy;
import dev.backslide.core.detection.rule.Judgement;
import dev.backslide.core.detection.rule.NoiseGate;
import dev.backslide.core.detection.rule.Policy;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;

/** Tells of each measurement of a series whether the gate suspects it. Not thread-safe: one instance per series. */
final class GateAlarm implements DoublePredicate {

    private final ChangePointDetector detector = new ChangePointDetector();
    private final List<EffectivePolicy> ways;

    /** @param direction UNKNOWN: a suspect either way counts */
    GateAlarm(Policy policy, Direction direction) {
        this.ways = Stream.of(Direction.LOWER_IS_BETTER, Direction.HIGHER_IS_BETTER)
                .filter(way -> direction == Direction.UNKNOWN || direction == way)
                .map(way -> new EffectivePolicy(policy.detector(), way, policy.thresholdPercent(), policy.floor(), 0))
                .toList();
    }

    @Override
    public boolean test(double value) {
        return next(value) != null;
    }

    /** Why it suspects the next measurement; null: it does not. */
    @Nullable
    Judgement next(double value) {
        Baseline baseline = detector.baseline();
        Judgement suspect = baseline == null || !NoiseGate.isReady(detector) ? null : suspect(baseline, value);
        detector.next(value);
        return suspect;
    }

    private @Nullable Judgement suspect(Baseline baseline, double value) {
        return ways.stream()
                .map(way -> NoiseGate.judge(baseline, value, way))
                .filter(judgement -> judgement.verdict() == Verdict.SUSPECT)
                .findFirst()
                .orElse(null);
    }
}
