package dev.backslide.detector.state;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricStats;
import dev.backslide.core.detection.history.HistoryInsertion;
import dev.backslide.core.detection.monitor.Decision;
import dev.backslide.core.detection.monitor.SeriesMonitor;
import dev.backslide.core.detection.rule.Policy;
import org.jspecify.annotations.Nullable;

/** One series on the heap: its monitor, and how far its published statistics are behind. Not thread-safe. */
public final class CachedSeries {

    /** Objects and texts of a series beside its monitor: key, statistics, the entry in the cache. */
    private static final int FIXED_BYTES = 700;

    private final String text;
    private final Policy policy;
    private final SeriesMonitor monitor;
    private @Nullable MetricStats stats;
    private @Nullable Direction declared;
    private boolean described;
    private long publishedAt = Long.MIN_VALUE;
    private boolean statsPending;
    private int counted;

    CachedSeries(String text, Policy policy, SeriesMonitor monitor, @Nullable SeriesRecord kept) {
        this.text = text;
        this.policy = policy;
        this.monitor = monitor;
        this.stats = kept == null ? null : kept.stats();
        this.statsPending = kept != null && kept.statsPending();
    }

    public Decision accept(MetricEvent event) {
        Decision decision = monitor.accept(event, policy);
        boolean newest = decision.insertion() == HistoryInsertion.APPENDED
                || (stats == null && decision.insertion() != HistoryInsertion.OTHER_UNIT);
        if (newest && monitor.history().size() > 0 && !isDescribedBy(event)) {
            stats = monitor.stats(event, policy, MetricStats.DEFAULT_WINDOW);
            declared = event.direction();
            described = true;
        }
        return decision;
    }

    /** Whether unit, category and direction are those of the statistics: the event itself, which may be large, is not kept for them. */
    private boolean isDescribedBy(MetricEvent event) {
        MetricStats known = stats;
        return described
                && known != null
                && known.unit().equals(monitor.unit())
                && known.category().equals(event.category())
                && declared == event.direction();
    }

    /** Heap that it was counted with last, in bytes. */
    int counted() {
        return counted;
    }

    /** By how many bytes it holds more than when it was counted last; it is counted with them from now on. */
    int growth() {
        int before = counted;
        counted = FIXED_BYTES + 3 * text.length() + monitor.bytes();
        return counted - before;
    }

    /** The record key. */
    public String text() {
        return text;
    }

    public SeriesMonitor monitor() {
        return monitor;
    }

    public boolean isStatsPending() {
        return statsPending;
    }

    public void markStatsPending() {
        statsPending = true;
    }

    /** Statistics as of now, taken as published; null where nothing is kept of the series. */
    public @Nullable MetricStats publish(long wallClockMillis) {
        statsPending = false;
        publishedAt = wallClockMillis;
        if (monitor.history().size() == 0) {
            return null;
        }
        MetricStats before = stats;
        stats = before == null ? null : monitor.stats(before);
        return stats;
    }

    public boolean isPublishedSince(long wallClockMillis) {
        return publishedAt >= wallClockMillis;
    }

    SeriesRecord toRecord() {
        return new SeriesRecord(statsPending, stats, monitor.memory());
    }
}
