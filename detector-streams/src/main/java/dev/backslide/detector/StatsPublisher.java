package dev.backslide.detector;

import dev.backslide.core.MetricStats;
import dev.backslide.detector.state.CachedSeries;
import dev.backslide.detector.state.SeriesStores;
import dev.backslide.detector.state.TopologyNames;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Publishes statistics at once for a series that is quiet, and at most once an interval for one that is busy, so that statistics do
 * not double the cost of each event. What is still to be published is marked in the store and taken up again after a restart. Not
 * thread-safe: one stream thread.
 */
final class StatsPublisher {

    private final ProcessorContext<String, Object> context;
    private final SeriesStores stores;
    private final long intervalMillis;
    private final Map<String, CachedSeries> pending = new LinkedHashMap<>();
    private boolean recovered;

    StatsPublisher(ProcessorContext<String, Object> context, SeriesStores stores, Duration interval) {
        this.context = context;
        this.stores = stores;
        this.intervalMillis = interval.toMillis();
    }

    /** A measurement changed the series. */
    void changed(CachedSeries series, long timestamp) {
        if (!series.isPublishedSince(context.currentSystemTimeMs() - intervalMillis)) {
            publish(series, timestamp);
        } else if (!series.isStatsPending()) {
            series.markStatsPending();
            stores.put(series);
            pending.put(series.text(), series);
        }
    }

    /** Publishes everything that is pending; called once an interval. */
    void publishPending(long wallClockMillis) {
        pending.values().forEach(series -> publish(series, wallClockMillis));
        pending.clear();
    }

    /** Publishes what was still pending when the task stopped last; the first tick does, since a task outputs only once it runs. */
    void recoverOnce(Function<String, CachedSeries> lookup) {
        if (recovered) {
            return;
        }
        recovered = true;
        for (String key : stores.pendingKeys()) {
            CachedSeries series = lookup.apply(key);
            if (series.isStatsPending()) {
                publish(series, context.currentSystemTimeMs());
            }
        }
    }

    /** Drops a series whose state on the heap is not to be trusted; its mark in the store stays, and its next measurement publishes. */
    void forget(String key) {
        pending.remove(key);
    }

    /** Publishes a series that leaves the heap. */
    void publishIfPending(CachedSeries series) {
        if (pending.remove(series.text()) != null) {
            publish(series, context.currentSystemTimeMs());
        }
    }

    private void publish(CachedSeries series, long timestamp) {
        MetricStats stats = series.publish(context.currentSystemTimeMs());
        stores.put(series);
        if (stats != null) {
            context.forward(new Record<>(series.text(), stats, timestamp), TopologyNames.STATS);
        }
    }
}
