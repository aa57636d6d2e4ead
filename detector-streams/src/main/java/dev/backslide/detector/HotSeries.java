package dev.backslide.detector;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricStats;
import dev.backslide.core.detection.Decision;
import dev.backslide.core.detection.Placement;
import dev.backslide.core.detection.Policy;
import dev.backslide.core.detection.SeriesMonitor;
import org.jspecify.annotations.Nullable;

/** One series on the heap: its monitor, and how far its published statistics are behind. Not thread-safe. */
final class HotSeries {

    private final String text;
    private final Policy policy;
    private final SeriesMonitor monitor;
    private @Nullable MetricStats published;
    private @Nullable MetricEvent newest;
    private long publishedAt = Long.MIN_VALUE;
    private boolean statsPending;

    HotSeries(String text, Policy policy, SeriesMonitor monitor, @Nullable SeriesRecord kept) {
        this.text = text;
        this.policy = policy;
        this.monitor = monitor;
        this.published = kept == null ? null : kept.stats();
        this.statsPending = kept != null && kept.statsPending();
    }

    Decision accept(MetricEvent event) {
        Decision decision = monitor.accept(event, policy);
        if (newest == null || decision.placement() == Placement.APPENDED) {
            newest = event;
        }
        return decision;
    }

    /** The record key. */
    String text() {
        return text;
    }

    SeriesMonitor monitor() {
        return monitor;
    }

    boolean isStatsPending() {
        return statsPending;
    }

    void markStatsPending() {
        statsPending = true;
    }

    /** Statistics as of now, taken as published; null where nothing is kept of the series. */
    @Nullable
    MetricStats publish(long wallClockMillis) {
        statsPending = false;
        publishedAt = wallClockMillis;
        if (monitor.history().size() == 0) {
            return null;
        }
        MetricStats before = published;
        if (newest != null) {
            published = monitor.stats(newest, policy, MetricStats.DEFAULT_WINDOW);
        } else if (before != null) {
            published = monitor.stats(before);
        }
        return published;
    }

    boolean isPublishedSince(long wallClockMillis) {
        return publishedAt >= wallClockMillis;
    }

    SeriesRecord toRecord() {
        return new SeriesRecord(statsPending, published, monitor.memory());
    }
}
