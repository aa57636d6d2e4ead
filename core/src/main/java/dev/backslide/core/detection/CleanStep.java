package dev.backslide.core.detection;

import org.jspecify.annotations.Nullable;

/**
 * Confirms a large step of a young series, whose few measurements tell too little for the detector's tests: six newest in a row, all
 * of them far beyond the noise before them and beyond all that was usual. Not thread-safe.
 */
final class CleanStep {

    /** As many as the shortest tail: younger series wait no longer than older ones. */
    private static final int SHORTEST = 6;

    /** With more measurements the tests know the noise. */
    private static final int YOUNG = 50;

    /** How far each of them is from the level at least, in noise standard deviations. */
    private static final double LIMIT = 4.5;

    private static final double BEYOND_USUAL = 1.5;

    private final AlignedWindow window;
    private final Confirmation confirmation;

    CleanStep(AlignedWindow window, Confirmation confirmation) {
        this.window = window;
        this.confirmation = confirmation;
    }

    /** The step that the newest measurement confirms; null for none. */
    @Nullable
    LevelChange confirm(RegimeHistory history, QuickLook quickLook) {
        if (history.pastCount() > 0 || history.length() > YOUNG) {
            return null;
        }
        int run = NewestRun.align(history, window, quickLook);
        if (run < SHORTEST || NewestRun.beyond(window, LIMIT, BEYOND_USUAL) < SHORTEST) {
            return null;
        }
        boolean up = window.tail[run - 1] > 0;
        return confirmation.confirm(history, run, up, strength(run, window.count()), window.noise());
    }

    /** -log10 of the chance, in measurements that may come in any order, that the newest of all are the farthest off on one side. */
    private static double strength(int run, int before) {
        double strength = -Math.log10(2);
        for (int i = 1; i <= run; i++) {
            strength += Math.log10((before + i) / (double) i);
        }
        return strength;
    }
}
