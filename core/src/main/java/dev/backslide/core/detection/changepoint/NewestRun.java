package dev.backslide.core.detection.changepoint;

/**
 * The newest measurements of a series, as long as all of them are off the level on one side: a new level or an excursion, nobody
 * knows yet. They are looked for against what certainly precedes them, since in a young series a few are enough to hide in
 * the noise that they make. Stateless.
 */
final class NewestRun {

    /** A measurement that is this many noise standard deviations away belongs to the run. */
    private static final double LIMIT = 3.6;

    /** It must also exceed this multiple of what is usual. */
    private static final double BEYOND_USUAL = 1.1;

    /** The fewest measurements that tell a level and its noise. */
    private static final int MIN_BEFORE = 5;

    private NewestRun() {}

    /**
     * Aligns the window so that the run is its tail. A run is no longer than the longest tail: by then a new level is confirmed or refuted.
     *
     * @return how long the run is
     */
    static int align(RegimeHistory history, AlignedWindow window, TailPrefilter prefilter) {
        boolean relative = history.keepsSign();
        int length = history.length();
        int longest = Math.min(AlignedWindow.MAX_TAIL, Math.min(length - MIN_BEFORE, (length + 1) / 2));
        int run = 0;
        if (longest > 0) {
            window.align(history, longest, relative, prefilter);
            run = beyond(window, LIMIT, BEYOND_USUAL);
        }
        window.align(history, run, relative, prefilter);
        return run;
    }

    /**
     * How many of the tail's newest are off the level on the newest one's side.
     *
     * @param limit in noise standard deviations
     * @param timesUsual multiple of the deviations that are usual on that side
     */
    static int beyond(AlignedWindow window, double limit, double timesUsual) {
        int side = window.tail[window.tailLength() - 1] < 0 ? -1 : 1;
        // Mostly the newest measurement is on the level, and what is usual takes sorting to know.
        return window.run(limit, side) == 0
                ? 0
                : window.run(Math.max(limit, timesUsual * Baseline.usual(window, side)), side);
    }
}
