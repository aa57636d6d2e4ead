package dev.backslide.core.detection.changepoint;

import java.util.Arrays;

/** A cheap look at which tails can be a change at all, so that the common measurement costs little. Not thread-safe. */
final class TailPrefilter {

    /** Half of a tail must be this many noise standard deviations, over the root of its length, away from the level. */
    private static final double SMALLEST_MEDIAN = 1.4;

    private static final double DECILES = 2.563;
    private static final double HIGH = 0.9;
    private static final double LOW = 0.1;

    private final SortedValues sorted = new SortedValues(RegimeHistory.BASELINE + 1);
    private int followed = -1;
    private double base;
    private double spread;

    /**
     * Measures the level and the noise before the shortest tail.
     *
     * @param scratch to work in, with room for {@link RegimeHistory#BASELINE} values
     */
    void measure(RegimeHistory history, int tail, boolean relative, double resolution, double[] scratch) {
        double[] values = history.values();
        int end = history.offset() + history.length() - tail;
        int current = Math.min(history.length() - tail, RegimeHistory.BASELINE);
        int closed = Math.min(history.pastCount(), RegimeHistory.BASELINE - current);
        follow(values, end, current, history.seen() - tail);
        base = sorted.median();
        double divisor = relative ? Level.divisor(base) : 1;
        double deciles = closed == 0
                ? (sorted.rank(rank(HIGH, current)) - base) / divisor
                        - (sorted.rank(rank(LOW, current)) - base) / divisor
                : deciles(history, closed, current, relative, divisor, scratch);
        double floor = relative ? resolution : resolution * history.magnitude();
        spread = Math.max(deciles / DECILES, floor) * divisor;
    }

    /** Brings the sorted values of the stretch that ends before {@code end} up to date: mostly one comes and one goes. */
    private void follow(double[] values, int end, int current, int position) {
        if (position == followed + 1 && (current == sorted.count() + 1 || current == sorted.count())) {
            if (current == sorted.count()) {
                sorted.remove(values[end - current - 1]);
            }
            sorted.add(values[end - 1]);
        } else {
            sorted.set(values, end - current, end);
        }
        followed = position;
    }

    /** Fills in the sorted values of another stretch, {@code [end - current, end)}, from those that were measured last. */
    void copySorted(RegimeHistory history, int end, int current, SortedValues into) {
        double[] values = history.values();
        int measuredEnd = history.offset() + history.length() - (history.seen() - followed);
        int from = end - current;
        int measuredFrom = measuredEnd - sorted.count();
        if (followed < 0 || measuredFrom < history.offset() || Math.abs(from - measuredFrom) > AlignedWindow.MAX_TAIL) {
            into.set(values, from, end);
            return;
        }
        into.set(sorted);
        for (int i = end; i < measuredEnd; i++) {
            into.remove(values[i]);
        }
        for (int i = measuredEnd; i < end; i++) {
            into.add(values[i]);
        }
        for (int i = from; i < measuredFrom; i++) {
            into.add(values[i]);
        }
        for (int i = measuredFrom; i < from; i++) {
            into.remove(values[i]);
        }
    }

    private double deciles(
            RegimeHistory history, int closed, int current, boolean relative, double divisor, double[] deviations) {
        history.copyPast(closed, relative, deviations);
        for (int i = 0; i < current; i++) {
            deviations[closed + i] = (sorted.rank(i) - base) / divisor;
        }
        int n = closed + current;
        Arrays.sort(deviations, 0, n);
        return deviations[rank(HIGH, n)] - deviations[rank(LOW, n)];
    }

    /** Heap that it holds, in bytes. */
    int bytes() {
        return sorted.bytes();
    }

    private static int rank(double share, int n) {
        return (int) (share * (n - 1) + 0.5);
    }

    /** Whether the newest {@code tail} measurements are far enough from the level before, the newest of all on the same side. */
    boolean worthTesting(RegimeHistory history, int tail) {
        int end = history.offset() + history.length();
        double newest = history.values()[end - 1] - base;
        if (newest == 0) {
            return false;
        }
        // Agreement: at least half of the tail must be beyond the limit on the newest one's side.
        double limit = SMALLEST_MEDIAN / Math.sqrt(tail) * spread;
        int beyond = 0;
        for (int i = end - tail; i < end; i++) {
            double deviation = newest > 0 ? history.values()[i] - base : base - history.values()[i];
            beyond += deviation >= limit ? 1 : 0;
        }
        return beyond >= (tail + 1) / 2;
    }
}
