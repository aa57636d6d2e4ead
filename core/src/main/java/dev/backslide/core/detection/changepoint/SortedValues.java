package dev.backslide.core.detection.changepoint;

import java.util.Arrays;

/** The values of a sliding stretch in order of size, kept up to date value by value. Grows as it fills. Not thread-safe. */
final class SortedValues {

    private final int capacity;
    private double[] sorted = Buffers.NONE;
    private int count;

    /** @param capacity most values that it will ever hold */
    SortedValues(int capacity) {
        this.capacity = capacity;
    }

    int count() {
        return count;
    }

    /** The value of a rank, 0 the smallest. */
    double rank(int rank) {
        return sorted[rank];
    }

    /** Median of all. At least one. */
    double median() {
        return Level.ofSorted(sorted, count);
    }

    void set(SortedValues other) {
        count = other.count;
        sorted = Buffers.withRoom(sorted, count, capacity);
        System.arraycopy(other.sorted, 0, sorted, 0, count);
    }

    /** Starts anew with {@code values[from..to)}. */
    void set(double[] values, int from, int to) {
        count = to - from;
        sorted = Buffers.withRoom(sorted, count, capacity);
        System.arraycopy(values, from, sorted, 0, count);
        Arrays.sort(sorted, 0, count);
    }

    void add(double value) {
        sorted = Buffers.withRoom(sorted, count + 1, capacity);
        int place = Arrays.binarySearch(sorted, 0, count, value);
        int at = place < 0 ? -place - 1 : place;
        System.arraycopy(sorted, at, sorted, at + 1, count - at);
        sorted[at] = value;
        count++;
    }

    void remove(double value) {
        int at = Arrays.binarySearch(sorted, 0, count, value);
        System.arraycopy(sorted, at + 1, sorted, at, count - at - 1);
        count--;
    }

    /** Heap that it holds, in bytes. */
    int bytes() {
        return Buffers.bytes(sorted);
    }
}
