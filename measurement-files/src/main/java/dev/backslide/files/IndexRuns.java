package dev.backslide.files;

import java.util.Arrays;

/**
 * What a file calls the measurements of one series, by their position: kept as runs of equal distance, of which most series have
 * one. Not thread-safe.
 */
final class IndexRuns {

    /** How far back a position can be asked for. */
    private static final int REACH = 1_000;

    private long[] starts = new long[1];
    private long[] distances = new long[1];
    private int runs;

    /** The measurement at this position, larger than all before, has this index in the file. */
    void add(long position, long index) {
        long distance = index - position;
        if (runs > 0 && distances[runs - 1] == distance) {
            return;
        }
        if (runs == starts.length) {
            forget(position);
        }
        starts[runs] = position;
        distances[runs++] = distance;
    }

    /** The index of a position that was added, at most 1,000 before the newest. */
    long indexOf(long position) {
        int run = runs - 1;
        while (run > 0 && starts[run] > position) {
            run--;
        }
        return position + (runs == 0 ? 0 : distances[run]);
    }

    /** Drops the runs that end out of reach, or makes room. */
    private void forget(long position) {
        int first = 0;
        while (first + 1 < runs && starts[first + 1] < position - REACH) {
            first++;
        }
        int size = first > 0 ? starts.length : 2 * starts.length;
        starts = Arrays.copyOf(Arrays.copyOfRange(starts, first, runs), size);
        distances = Arrays.copyOf(Arrays.copyOfRange(distances, first, runs), size);
        runs -= first;
    }
}
