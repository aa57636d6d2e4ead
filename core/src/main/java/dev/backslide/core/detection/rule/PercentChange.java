package dev.backslide.core.detection.rule;

import dev.backslide.core.Direction;
import dev.backslide.core.Severity;
import dev.backslide.core.statistics.ChangePercent;
import org.jspecify.annotations.Nullable;

/**
 * How bad a change is, and how large noise, in percent. Thread-safe.
 *
 * @since 0.1
 */
public final class PercentChange {

    private PercentChange() {}

    /** Noise as a percentage of a level; null when the level is 0. Finite. */
    static @Nullable Double noise(double level, double noise) {
        return level == 0 ? null : Math.min(Double.MAX_VALUE, noise / Math.abs(level) * 100);
    }

    /**
     * How bad the change is: null when it is not worse by more than threshold and floor. From 0 there is no percentage; any
     * worsening beyond the floor is critical then.
     */
    public static @Nullable Severity severity(double previous, double current, EffectivePolicy applied) {
        if (!(applied.direction().worsening(previous, current) > applied.floor())) {
            return null;
        }
        Double percent = ChangePercent.of(previous, current);
        if (percent == null) {
            return Severity.CRITICAL;
        }
        double worse = applied.direction() == Direction.HIGHER_IS_BETTER ? -percent : percent;
        return Severity.of(worse, applied.thresholdPercent());
    }
}
