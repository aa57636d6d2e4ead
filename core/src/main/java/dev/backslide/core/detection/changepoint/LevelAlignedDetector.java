package dev.backslide.core.detection.changepoint;

import org.jspecify.annotations.Nullable;

/**
 * The reference method: a winsorised Welch t-test of the newest measurements against a history in which each
 * measurement is taken relative to its own level, behind four guards. Kept to compare the default with. Not
 * thread-safe: one instance per series.
 *
 * @since 0.1
 */
public final class LevelAlignedDetector implements LevelChangeDetector {

    private static final int[] TAILS = {5, 6, 7, 8, 10, 12, 15};

    private final LevelAlignedTuning tuning;
    private final TailPrefilter unmeasured = new TailPrefilter();
    private final RegimeHistory history = new RegimeHistory();
    private final AlignedWindow window;
    private final WinsorisedShift shift;
    private final LevelAlignedTest test;
    private final Confirmation confirmation;

    /** A detector with the parameters of the reference. */
    public LevelAlignedDetector() {
        this(LevelAlignedTuning.REFERENCE);
    }

    /** A detector with other parameters. */
    public LevelAlignedDetector(LevelAlignedTuning tuning) {
        Level level = new Level();
        this.tuning = tuning;
        this.window = new AlignedWindow(level, tuning.relativeFloor());
        this.shift = new WinsorisedShift(tuning.clip());
        this.test = new LevelAlignedTest(tuning, window, shift);
        this.confirmation = new Confirmation(level);
    }

    @Override
    public @Nullable LevelChange next(double value) {
        history.add(value);
        if (history.pastCount() + history.length() < tuning.warmUp()) {
            return null;
        }
        double best = -1;
        int bestTail = 0;
        boolean up = false;
        double strength = 0;
        double noise = 0;
        for (int tail : TAILS) {
            if (history.length() - tail < tuning.minCurrent()) {
                break;
            }
            window.align(history, tail, true, unmeasured);
            shift.measure(window);
            double margin = test.margin(best);
            if (margin > best) {
                best = margin;
                bestTail = tail;
                up = shift.shift() > 0;
                strength = margin + test.bar();
                noise = window.noise();
            }
        }
        return bestTail == 0 ? null : confirmation.confirm(history, bestTail, up, strength, noise);
    }
}
