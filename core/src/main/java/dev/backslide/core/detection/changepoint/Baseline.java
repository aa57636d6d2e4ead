package dev.backslide.core.detection.changepoint;

import org.jspecify.annotations.Nullable;

/**
 * What a new measurement of a series is compared with: all before it but a run of newest ones that may be a new level. Immutable.
 *
 * @param level median of the current level's newest measurements, at most 100, in the metric's unit
 * @param noise standard deviation of the measurements around their level, in the metric's unit, at least 0
 * @param highest a deviation above the level that measurements rarely exceed: 1 in 50 of all, none of the newest 30, in the metric's unit
 * @param lowest the same below the level, as a positive number
 * @param current measurements of the current level that were considered, at least 1
 * @param considered all measurements that the noise was learnt from, 1 to 100
 * @since 0.1
 */
public record Baseline(double level, double noise, double highest, double lowest, int current, int considered) {

    /** Which of the largest deviations bounds the noise, as a share of the measurements. */
    private static final double TAIL_SHARE = 0.02;

    /** Excursions come in bursts, so one of this many newest measurements bounds the noise, too. */
    private static final int RECENT = 30;

    /** Noise explains a deviation of this many standard deviations, or a little more than the largest that are usual. */
    public static final double NOISE_LIMIT = 3.3;

    private static final double TAIL_MARGIN = 1.1;

    /** The largest deviation on this value's side of the level that the series' own noise explains, in the metric's unit. */
    public double explained(double value) {
        double explained = Math.max(NOISE_LIMIT * noise, TAIL_MARGIN * (value > level ? highest : lowest));
        return Math.min(Double.MAX_VALUE, explained);
    }

    static @Nullable Baseline of(RegimeHistory history, AlignedWindow window, TailPrefilter prefilter) {
        if (history.length() == 0) {
            return null;
        }
        NewestRun.align(history, window, prefilter);
        double noise = window.noise();
        // A series that never left one value has no noise, and deviations measured in it are no numbers.
        double highest = noise > 0 ? usual(window, 1) * noise : 0;
        double lowest = noise > 0 ? usual(window, -1) * noise : 0;
        return new Baseline(
                RegimeHistory.inUnit(window.base()),
                RegimeHistory.inUnit(noise),
                RegimeHistory.inUnit(highest),
                RegimeHistory.inUnit(lowest),
                window.current(),
                window.count());
    }

    /** The deviation on one side of the level that measurements rarely exceed, in noise standard deviations. */
    static double usual(AlignedWindow window, int side) {
        return Math.max(window.extreme(TAIL_SHARE, side), window.recentExtreme(RECENT, side));
    }
}
