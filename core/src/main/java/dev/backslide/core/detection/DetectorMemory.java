package dev.backslide.core.detection;

import java.util.List;

/**
 * What a detector cannot see in the newest {@link #HISTORY_NEEDED} raw values. All but {@code seen} changes only when a
 * level change is confirmed. Immutable.
 *
 * @param seen values taken so far
 * @param regimeStart first measurement of the current level, counted from 0
 * @param past closed levels that still lend their noise to the current one, oldest first, at most {@link #MAX_PAST}
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

    /** This memory after more values without a confirmed change. */
    public DetectorMemory withSeen(int seen) {
        return new DetectorMemory(seen, regimeStart, past);
    }
}
