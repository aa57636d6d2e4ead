package dev.backslide.core.detection.history;

import org.jspecify.annotations.Nullable;

/**
 * A commit is one place in a history, however often it was measured: a change comes with a commit, never between two of its runs. Stateless.
 *
 * @since 0.1
 */
public final class Commits {

    private Commits() {}

    /** The newest measurement before a place that is of another commit, or of none; -1: there is none. */
    static int otherBefore(SeriesHistory history, int place) {
        String commit = history.commit(place);
        int other = place - 1;
        while (commit != null && other >= 0 && commit.equals(history.commit(other))) {
            other--;
        }
        return other;
    }

    /**
     * What a measurement is compared with: another commit, and a run of the same one only where there is no other or somebody has
     * accepted that one; -1: nothing.
     *
     * @param acceptedSince order time from which on somebody has accepted the measurements, in microseconds; {@link Long#MAX_VALUE}: none
     */
    public static int comparedWith(SeriesHistory history, int place, long acceptedSince) {
        int other = otherBefore(history, place);
        boolean accepted = place > 0 && history.orderMicros(place - 1) >= acceptedSince;
        return other < 0 || accepted ? place - 1 : other;
    }

    /** The last commit that was measured before a new level; null: not known. */
    public static @Nullable String lastGood(SeriesHistory history, int first) {
        int other = otherBefore(history, first);
        return other < 0 ? null : history.commit(other);
    }

    /**
     * The first measurement of a new level, where the values alone place it among the runs of one commit: that commit's, unless most of
     * its runs are of the old level and another commit follows, which the new level then came with.
     */
    public static int firstOf(SeriesHistory history, int changePoint) {
        int good = changePoint - 1 - otherBefore(history, changePoint);
        int next = changePoint;
        String commit = history.commit(changePoint);
        while (commit != null && next < history.size() && commit.equals(history.commit(next))) {
            next++;
        }
        boolean isMostlyGood = good > next - changePoint;
        return isMostlyGood && next < history.size() ? next : changePoint;
    }
}
