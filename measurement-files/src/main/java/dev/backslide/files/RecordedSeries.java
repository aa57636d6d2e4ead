package dev.backslide.files;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What is known of one series of a recorded file while it is read. Not thread-safe. */
public final class RecordedSeries {

    private final String id;
    private final String unit;
    private final IndexRuns indexes = new IndexRuns();
    private @Nullable String lastEventId;
    private @Nullable Instant firstTime;
    private Instant lastTime = Instant.MIN;
    private long count;

    /** @param unit of its first measurement */
    RecordedSeries(String id, String unit) {
        this.id = id;
        this.unit = unit;
    }

    /** As the file calls it: its series id, else the series key. */
    public String id() {
        return id;
    }

    /** In which all of it is judged. */
    String unit() {
        return unit;
    }

    /** Measurements so far. */
    public long count() {
        return count;
    }

    /**
     * What the file calls a measurement.
     *
     * @param back how many before the newest, 0: the newest
     */
    public long index(int back) {
        return indexes.indexOf(count - 1 - back);
    }

    /** Average measurements a second, NaN while all were made in one instant. */
    public double perSecond() {
        Instant first = firstTime;
        double seconds = first == null || count < 2 ? 0 : (lastTime.toEpochMilli() - first.toEpochMilli()) / 1e3;
        return seconds > 0 ? (count - 1) / seconds : Double.NaN;
    }

    /** Whether this is the newest measurement once more. */
    boolean isRepeated(String eventId) {
        return eventId.equals(lastEventId);
    }

    boolean isLate(Instant orderTime) {
        return orderTime.isBefore(lastTime);
    }

    void add(String eventId, Instant orderTime, long index) {
        indexes.add(count++, index);
        lastEventId = eventId;
        firstTime = firstTime == null ? orderTime : firstTime;
        lastTime = orderTime.isAfter(lastTime) ? orderTime : lastTime;
    }
}
