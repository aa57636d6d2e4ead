package dev.backslide.core.detection.changepoint;

import java.util.ArrayList;
import java.util.List;

/**
 * What a detector cannot see in the newest {@link #HISTORY_NEEDED} raw values. All but {@code seen} changes only when a
 * level change is confirmed. Immutable.
 *
 * @param seen values taken so far
 * @param regimeStart first measurement of the current level, counted from 0
 * @param past closed levels that still lend their noise to the current one, oldest first, at most {@link #MAX_PAST}
 * @since 0.1
 */
public record DetectorMemory(int seen, int regimeStart, List<PastRegime> past) {

    /** How many of the newest raw values rebuild a detector (all of them, while there are fewer). */
    public static final int HISTORY_NEEDED = RegimeHistory.KEPT;

    /** Most closed levels that a memory holds. */
    public static final int MAX_PAST = RegimeHistory.MAX_PAST;

    /** The memory of a detector that has seen nothing. */
    public static final DetectorMemory EMPTY = new DetectorMemory(0, 0, List.of());

    /** Checks the invariants. */
    public DetectorMemory {
        past = List.copyOf(past);
        if (seen < 0 || regimeStart < 0 || regimeStart > seen) {
            throw new IllegalArgumentException("regimeStart was " + regimeStart + " but must be 0 to seen = " + seen);
        }
        if (past.size() > MAX_PAST) {
            throw new IllegalArgumentException("past had " + past.size() + " levels but must have at most " + MAX_PAST);
        }
    }

    /**
     * This memory where only the newest values are left, as in a history that is shortened by age: what was before them was never there.
     *
     * @param kept how many, at least 0
     */
    public DetectorMemory boundedTo(int kept) {
        if (kept >= Math.min(seen, HISTORY_NEEDED)) {
            return this;
        }
        int lost = seen - kept;
        List<PastRegime> left = new ArrayList<>();
        for (int i = 0; i < past.size(); i++) {
            int end = i + 1 < past.size() ? past.get(i + 1).start() : regimeStart;
            if (end > lost) {
                left.add(new PastRegime(
                        Math.max(0, past.get(i).start() - lost), past.get(i).level()));
            }
        }
        return new DetectorMemory(kept, Math.max(0, regimeStart - lost), left);
    }

    /** This memory after more values without a confirmed change. */
    public DetectorMemory withSeen(int seen) {
        return new DetectorMemory(seen, regimeStart, past);
    }
}
