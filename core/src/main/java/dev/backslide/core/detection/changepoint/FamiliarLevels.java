package dev.backslide.core.detection.changepoint;

/** Counts how often a series has been at its newest level, or left its current one, before: it may have two modes. Not thread-safe. */
final class FamiliarLevels {

    /** Two levels are the same if they are this many noise standard deviations apart. */
    private static final double SAME_LEVEL = 0.7;

    private final AlignedWindow window;
    private final Level level;

    FamiliarLevels(AlignedWindow window, Level level) {
        this.window = window;
        this.level = level;
    }

    /** Closed levels that are the same as the aligned window's tail or its level; 0 if none is the same as the tail. */
    int visits(RegimeHistory history) {
        if (history.closedLevels() == 0) {
            return 0;
        }
        int end = history.offset() + history.length();
        double near = SAME_LEVEL * window.noise();
        int before = history.visits(level.median(history.values(), end - window.tailLength(), end), near);
        return before == 0 ? 0 : before + history.visits(window.base(), near);
    }
}
