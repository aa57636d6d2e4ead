package dev.backslide.core.detection.rule;

import dev.backslide.core.Direction;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.changepoint.LevelChange;
import dev.backslide.core.detection.changepoint.LevelChangeDetector;
import org.jspecify.annotations.Nullable;

/**
 * The specification's rule as a detector: a measurement that differs from the previous one by more than the threshold, either
 * way, is a change at once. Kept to compare the default with. Not thread-safe: one instance per series.
 *
 * @since 0.1
 */
public final class PreviousValueDetector implements LevelChangeDetector {

    private final EffectivePolicy rise;
    private final EffectivePolicy fall;
    private double previous = Double.NaN;
    private int seen;

    /** @param thresholdPercent above 0 */
    public PreviousValueDetector(double thresholdPercent) {
        Policy policy = Policy.ofThreshold(thresholdPercent);
        this.rise = new EffectivePolicy(
                DetectorKind.PREVIOUS, Direction.LOWER_IS_BETTER, policy.thresholdPercent(), policy.floor(), 0);
        this.fall = new EffectivePolicy(
                DetectorKind.PREVIOUS, Direction.HIGHER_IS_BETTER, policy.thresholdPercent(), policy.floor(), 0);
    }

    @Override
    public @Nullable LevelChange next(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value was " + value + " but must be finite");
        }
        double before = previous;
        boolean up = value > before;
        previous = value;
        int index = seen++;
        return PreviousRule.judge(before, value, up ? rise : fall).verdict() == Verdict.REGRESSION
                ? new LevelChange(index, index, up, before, value, 0, 0)
                : null;
    }
}
