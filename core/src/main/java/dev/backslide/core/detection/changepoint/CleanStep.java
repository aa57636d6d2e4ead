package dev.backslide.core.detection.changepoint;

import org.jspecify.annotations.Nullable;

/**
 * Confirms a large step of a young level, whose few measurements tell too little for the detector's tests: some newest in a row, all
 * of them far beyond the noise and beyond all that was usual. The noise is that of all levels, the closed ones too. Not thread-safe.
 */
final class CleanStep {

    /** With more measurements the tests know the level. */
    private static final int YOUNG = 50;

    /** One way back to an old level is a correction, more of them are modes. */
    private static final int MOST_VISITS = 1;

    private final AlignedWindow window;
    private final FamiliarLevels familiarLevels;
    private final Confirmation confirmation;

    CleanStep(AlignedWindow window, FamiliarLevels familiarLevels, Confirmation confirmation) {
        this.window = window;
        this.familiarLevels = familiarLevels;
        this.confirmation = confirmation;
    }

    /**
     * What confirms a step.
     *
     * @param run newest measurements
     * @param limit how far each of them is from the level at least, in noise standard deviations
     * @param timesUsual how far at least, as a multiple of what was usual
     * @param factor the larger over the smaller of a measurement and the level, at least
     */
    private record Bar(int run, double limit, double timesUsual, double factor) {

        /** As many as the shortest tail: young levels wait no longer than older ones. */
        static final Bar CLEAN = new Bar(6, 4.5, 1.5, 1);

        /** A level of five measurements is one, if it is far enough away: short excursions are shorter. */
        static final Bar LARGE = new Bar(5, 8, 2, 1.25);
    }

    /** The step that the newest measurement confirms; null for none. */
    @Nullable
    LevelChange confirm(RegimeHistory history, TailPrefilter prefilter) {
        if (history.length() > YOUNG) {
            return null;
        }
        int run = NewestRun.align(history, window, prefilter);
        if (run < Bar.LARGE.run || !(passes(history, Bar.CLEAN, run) || passes(history, Bar.LARGE, run))) {
            return null;
        }
        if (familiarLevels.visits(history) > MOST_VISITS) {
            return null;
        }
        boolean up = window.tail[run - 1] > 0;
        return confirmation.confirm(history, run, up, window.strengthOfRun(), window.noise());
    }

    private boolean passes(RegimeHistory history, Bar bar, int run) {
        if (run < bar.run || NewestRun.beyond(window, bar.limit, bar.timesUsual) < bar.run) {
            return false;
        }
        int end = history.offset() + history.length();
        for (int i = end - bar.run; i < end; i++) {
            if (Level.factor(history.values()[i], window.base()) < bar.factor) {
                return false;
            }
        }
        return true;
    }
}
