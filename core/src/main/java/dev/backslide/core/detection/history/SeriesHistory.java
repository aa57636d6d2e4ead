package dev.backslide.core.detection.history;

import dev.backslide.core.detection.changepoint.Buffers;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The newest measurements of one series in order of time, bounded by count and age. Columns, not objects: many series fit on
 * the heap. Measurements that share their order time, as runs of one commit do, are in the order in which they were taken, and of the
 * same instant in that of their arrival. Not thread-safe: one owner.
 *
 * @since 0.1
 */
public final class SeriesHistory {

    private static final int INITIAL = 4;

    /** Sliding down is worth it once this share of the arrays is free: 1 in 6. */
    private static final int SLIDE = 6;

    /** A reference and the string behind it, without its characters. */
    private static final int COMMIT_BYTES = 56;

    /** A reference and what is behind it. */
    private static final int SPREAD_BYTES = 48;

    private static final @Nullable RunSpread[] NO_SPREADS = {};

    private final HistoryLimits limits;
    private long[] orders = new long[INITIAL];
    private long[] timestamps = new long[INITIAL];
    private double[] values = new double[INITIAL];
    private long[] hashes = new long[INITIAL];
    private @Nullable String[] commits = new @Nullable String[INITIAL];

    /** Empty until one is known: most series have none. */
    private @Nullable RunSpread[] spreads = NO_SPREADS;

    private int start;
    private int end;
    private int commitBytes;

    /** An empty history. */
    public SeriesHistory(HistoryLimits limits) {
        this.limits = limits;
    }

    /** How much is kept at most. */
    public HistoryLimits limits() {
        return limits;
    }

    /** Measurements kept. */
    public int size() {
        return end - start;
    }

    /** A measurement by place, 0 the oldest. */
    public HistoryPoint get(int index) {
        int i = at(index);
        return new HistoryPoint(orders[i], timestamps[i], values[i], hashes[i], commits[i], spread(index));
    }

    /** A value by place, 0 the oldest. */
    public double value(int index) {
        return values[at(index)];
    }

    /** Where a measurement belongs, in microseconds. */
    long orderMicros(int index) {
        return orders[at(index)];
    }

    /** The revision that was measured; null: not known. */
    @Nullable
    String commit(int index) {
        return commits[at(index)];
    }

    /** What the values within a run tell of its noise; null: nothing. */
    public @Nullable RunSpread spread(int index) {
        int i = at(index);
        return i < spreads.length ? spreads[i] : null;
    }

    /** The newest values, oldest of them first. */
    public double[] newestValues(int count) {
        return Arrays.copyOfRange(values, Math.max(start, end - count), end);
    }

    /** Where a measurement would go: after everything up to its time. */
    public int placeOf(HistoryPoint point) {
        int i = end;
        while (i > start && point.isBefore(orders[i - 1], timestamps[i - 1])) {
            i--;
        }
        return i - start;
    }

    /** Where the same event is, or -1. */
    public int find(HistoryPoint point) {
        return find(point.orderMicros(), point.eventHash());
    }

    private int find(long orderMicros, long eventHash) {
        for (int i = end - 1; i >= start && orders[i] >= orderMicros; i--) {
            if (orders[i] == orderMicros && hashes[i] == eventHash) {
                return i - start;
            }
        }
        return -1;
    }

    /** Measurements after the one of this time and hash; all of them where that is no longer kept. */
    public int countAfter(long orderMicros, long eventHash) {
        return size() - 1 - find(orderMicros, eventHash);
    }

    /** Adds a measurement where it belongs, unless it is there already or too old to keep. */
    public HistoryInsertion add(HistoryPoint point) {
        if (find(point) >= 0) {
            return HistoryInsertion.DUPLICATE;
        }
        int place = placeOf(point);
        if (place < size()) {
            return addLate(point, place);
        }
        makeRoom();
        set(end++, point);
        return HistoryInsertion.APPENDED;
    }

    private HistoryInsertion addLate(HistoryPoint point, int place) {
        boolean full = size() >= limits.maxCount();
        // What is of the oldest one's instant may have been kept and dropped before.
        boolean afterOldest = get(0).isBefore(point.orderMicros(), point.timestampMicros());
        if ((full && !afterOldest) || orders[end - 1] - point.orderMicros() > limits.maxAgeMicros()) {
            return HistoryInsertion.TOO_OLD;
        }
        makeRoom();
        int i = start + place;
        int moved = end - i;
        System.arraycopy(orders, i, orders, i + 1, moved);
        System.arraycopy(timestamps, i, timestamps, i + 1, moved);
        System.arraycopy(values, i, values, i + 1, moved);
        System.arraycopy(hashes, i, hashes, i + 1, moved);
        System.arraycopy(commits, i, commits, i + 1, moved);
        if (spreads.length > 0) {
            System.arraycopy(spreads, i, spreads, i + 1, moved);
        }
        set(i, point);
        end++;
        return HistoryInsertion.INSERTED;
    }

    /** Drops everything and returns it, so that the store can drop it too. */
    public List<HistoryPoint> clear() {
        List<HistoryPoint> dropped = new ArrayList<>(size());
        while (size() > 0) {
            dropped.add(dropOldest());
        }
        return dropped;
    }

    /** Drops what is beyond the limits and returns it, so that the store can drop it too. */
    public List<HistoryPoint> trim() {
        if (size() == 0 || !isBeyondLimits()) {
            return List.of();
        }
        List<HistoryPoint> dropped = new ArrayList<>();
        while (isBeyondLimits()) {
            dropped.add(dropOldest());
        }
        return dropped;
    }

    private HistoryPoint dropOldest() {
        HistoryPoint oldest = get(0);
        commitBytes -= bytes(commits[start]);
        if (spreads.length > 0) {
            spreads[start] = null;
        }
        commits[start++] = null;
        return oldest;
    }

    /** Heap that it holds, in bytes. */
    public int bytes() {
        return orders.length * (4 * Long.BYTES + Integer.BYTES)
                + 5 * Buffers.HEADER_BYTES
                + commitBytes
                + spreads.length * SPREAD_BYTES;
    }

    /** All measurements of one millisecond: what one slot of a windowed store holds. */
    public List<HistoryPoint> atMillis(long epochMillis) {
        List<HistoryPoint> slot = new ArrayList<>(1);
        for (int i = end - 1; i >= start && Math.floorDiv(orders[i], 1_000L) >= epochMillis; i--) {
            if (Math.floorDiv(orders[i], 1_000L) == epochMillis) {
                slot.add(0, get(i - start));
            }
        }
        return slot;
    }

    private boolean isBeyondLimits() {
        return size() > limits.maxCount() || orders[end - 1] - orders[start] > limits.maxAgeMicros();
    }

    private void set(int i, HistoryPoint point) {
        orders[i] = point.orderMicros();
        timestamps[i] = point.timestampMicros();
        values[i] = point.value();
        hashes[i] = point.eventHash();
        commits[i] = point.commit();
        commitBytes += bytes(point.commit());
        if (point.spread() != null && spreads.length == 0) {
            spreads = new @Nullable RunSpread[orders.length];
        }
        if (spreads.length > 0) {
            spreads[i] = point.spread();
        }
    }

    private static int bytes(@Nullable String commit) {
        return commit == null ? 0 : COMMIT_BYTES + commit.length();
    }

    private int at(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("index " + index + " of " + size());
        }
        return start + index;
    }

    /** Makes place for one more at the end: slides down where enough is free, grows otherwise. */
    private void makeRoom() {
        if (end < orders.length) {
            return;
        }
        if (start >= Math.max(1, orders.length / SLIDE)) {
            slideDown();
        } else {
            grow(orders.length + Math.max(INITIAL, orders.length / 2));
        }
    }

    private void slideDown() {
        int size = size();
        System.arraycopy(orders, start, orders, 0, size);
        System.arraycopy(timestamps, start, timestamps, 0, size);
        System.arraycopy(values, start, values, 0, size);
        System.arraycopy(hashes, start, hashes, 0, size);
        System.arraycopy(commits, start, commits, 0, size);
        Arrays.fill(commits, size, end, null);
        if (spreads.length > 0) {
            System.arraycopy(spreads, start, spreads, 0, size);
            Arrays.fill(spreads, size, end, null);
        }
        start = 0;
        end = size;
    }

    private void grow(int length) {
        orders = Arrays.copyOf(orders, length);
        timestamps = Arrays.copyOf(timestamps, length);
        values = Arrays.copyOf(values, length);
        hashes = Arrays.copyOf(hashes, length);
        commits = Arrays.copyOf(commits, length);
        spreads = spreads.length == 0 ? spreads : Arrays.copyOf(spreads, length);
    }
}
