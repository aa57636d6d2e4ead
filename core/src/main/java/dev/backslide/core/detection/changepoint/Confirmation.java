package dev.backslide.core.detection.changepoint;

/** Turns an accepted tail into a change and opens the new level. Not thread-safe. */
final class Confirmation {

    private final Level level;
    private final Split split;

    Confirmation(Level level) {
        this.level = level;
        this.split = new Split(level);
    }

    LevelChange confirm(RegimeHistory history, int tail, boolean up, double strength, double noise) {
        int boundary = split.refine(history, tail);
        double[] values = history.values();
        int offset = history.offset();
        int end = offset + history.length();
        int from = offset + Math.max(0, boundary - RegimeHistory.BASELINE);
        double before = level.median(values, from, offset + boundary);
        double after = level.median(values, offset + boundary, end);
        history.close(boundary, before);
        int index = history.seen() - 1;
        return new LevelChange(
                index,
                index + 1 - history.length(),
                up,
                RegimeHistory.inUnit(before),
                RegimeHistory.inUnit(after),
                strength,
                RegimeHistory.inUnit(noise));
    }
}
