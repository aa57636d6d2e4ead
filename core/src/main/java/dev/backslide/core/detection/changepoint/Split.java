package dev.backslide.core.detection.changepoint;

/** Places the boundary between an old and a new level: least absolute deviations around the two medians. */
final class Split {

    private static final int REACH = 6;

    private final Level level;

    Split(Level level) {
        this.level = level;
    }

    /**
     * The first measurement of the new level, counted in the current level's kept measurements.
     *
     * @param history whose current level holds the change
     * @param tail how many of the newest measurements the detector takes for the new level
     */
    int refine(RegimeHistory history, int tail) {
        double[] values = history.values();
        int offset = history.offset();
        int end = history.length();
        int guess = end - tail;
        double before = level.median(values, offset + Math.max(0, guess - RegimeHistory.BASELINE), offset + guess);
        double after = level.median(values, offset + guess, offset + end);
        int from = Math.max(history.truncated() ? 0 : 2, guess - REACH);
        int to = Math.min(end, guess + REACH - 1);
        int best = guess;
        double bestCost = Double.POSITIVE_INFINITY;
        for (int split = from; split < Math.min(end - 1, guess + REACH - 1); split++) {
            double cost = 0;
            for (int i = from; i < to; i++) {
                cost += Math.abs(values[offset + i] - (i < split ? before : after));
            }
            if (cost < bestCost) {
                bestCost = cost;
                best = split;
            }
        }
        return best;
    }
}
