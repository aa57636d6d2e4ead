package dev.backslide.core.detection;

import org.jspecify.annotations.Nullable;

/**
 * The reference method: a winsorised Welch t-test of the newest measurements against a history in which each
 * measurement is taken relative to its own level, behind four guards. Kept to compare the default with. Not
 * thread-safe: one instance per series.
 */
public final class LevelAlignedDetector implements LevelChangeDetector {

    private static final int[] TAILS = {5, 6, 7, 8, 10, 12, 15};

    private final LevelAlignedTuning tuning;
    private final RegimeHistory history = new RegimeHistory();
    private final Level level = new Level();
    private final Split split = new Split(level);
    private final LevelAlignedTest test;

    /** A detector with the parameters of the reference. */
    public LevelAlignedDetector() {
        this(LevelAlignedTuning.REFERENCE);
    }

    /** A detector with other parameters. */
    public LevelAlignedDetector(LevelAlignedTuning tuning) {
        this.tuning = tuning;
        this.test = new LevelAlignedTest(tuning, level);
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
        double noise = 0;
        for (int tail : TAILS) {
            if (history.length() - tail < tuning.minCurrent()) {
                break;
            }
            double margin = test.margin(history, tail, best);
            if (margin > best) {
                best = margin;
                bestTail = tail;
                up = test.up();
                noise = test.noise();
            }
        }
        return bestTail == 0 ? null : confirm(bestTail, best, up, noise);
    }

    private LevelChange confirm(int tail, double strength, boolean up, double noise) {
        int boundary = split.refine(history, tail);
        double[] values = history.values();
        int offset = history.offset();
        int end = offset + history.length();
        int from = offset + Math.max(0, boundary - RegimeHistory.BASELINE);
        double before = level.median(values, from, offset + boundary);
        double after = level.median(values, offset + boundary, end);
        history.close(boundary, before);
        int index = history.seen() - 1;
        return new LevelChange(index, index + 1 - history.length(), up, before, after, strength, noise);
    }
}
