package dev.backslide.core.detection.monitor;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a series' unit. Immutable.
 *
 * @param unit in which everything of the series is
 * @param other unit of another kind that the newest measurements came in; null: none did
 * @param otherCount how many, in a row
 * @param otherHash event hash of the last of them: the same one counts once
 * @since 0.1
 */
public record UnitMemory(String unit, @Nullable String other, int otherCount, long otherHash) {

    /** A series whose measurements all came in this unit, or one of its kind. */
    public static UnitMemory of(String unit) {
        return new UnitMemory(unit, null, 0, 0);
    }
}
