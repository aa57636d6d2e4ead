package dev.backslide.core.detection;

import org.jspecify.annotations.Nullable;

/**
 * What a new measurement of a series is compared with. Immutable.
 *
 * @param level median of the current level's newest measurements, at most 100, in the metric's unit
 * @param noise standard deviation of the measurements around their level, in the metric's unit, at least 0
 * @param highest a deviation above the level that only about 1 measurement in 100 exceeds, in the metric's unit
 * @param lowest the same below the level, as a positive number
 * @param current measurements of the current level that were considered, at least 1
 * @param considered all measurements that the noise was learnt from, 1 to 100
 */
public record Baseline(double level, double noise, double highest, double lowest, int current, int considered) {

    /** Which of the largest deviations bounds the noise, as a share of the measurements. */
    private static final double TAIL_SHARE = 0.02;

    static @Nullable Baseline of(RegimeHistory history, AlignedWindow window, QuickLook quickLook) {
        if (history.length() == 0) {
            return null;
        }
        window.align(history, 0, history.keepsSign(), quickLook);
        int n = window.count();
        return new Baseline(window.base(), window.noise(), usual(window, 1), usual(window, -1), window.current(), n);
    }

    /** A series that never left one value has no noise, and deviations measured in it are no numbers: nothing is usual there. */
    private static double usual(AlignedWindow window, int side) {
        return window.noise() > 0 ? window.extreme(TAIL_SHARE, side) * window.noise() : 0;
    }
}
