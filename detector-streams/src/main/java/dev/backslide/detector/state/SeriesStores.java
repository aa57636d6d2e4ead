package dev.backslide.detector.state;

import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.HistoryPoint;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.monitor.SeriesMemory;
import dev.backslide.core.detection.monitor.SeriesMonitor;
import dev.backslide.core.detection.rule.Policies;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What survives the heap: the windowed history, appended to and never rewritten, and a small record per series. Both changelogged,
 * exactly once. Not thread-safe: one stream thread.
 */
public final class SeriesStores {

    private final WindowStore<String, List<HistoryPoint>> history;
    private final KeyValueStore<String, SeriesRecord> records;
    private final HistoryLimits limits;
    private final Policies policies;

    public SeriesStores(
            WindowStore<String, List<HistoryPoint>> history,
            KeyValueStore<String, SeriesRecord> records,
            HistoryLimits limits,
            Policies policies) {
        this.history = history;
        this.records = records;
        this.limits = limits;
        this.policies = policies;
    }

    /** Rebuilds a series from what is kept, or starts a new one. */
    CachedSeries load(String key) {
        SeriesRecord record = records.get(key);
        SeriesKey series = SeriesKey.parse(key);
        SeriesMonitor monitor =
                new SeriesMonitor(series, loadHistory(key), record == null ? SeriesMemory.EMPTY : record.memory());
        return new CachedSeries(key, policies.policyFor(series.metric()), monitor, record);
    }

    /** Writes the slot of a new measurement. */
    public void append(CachedSeries series, HistoryPoint point) {
        putSlot(series, point);
    }

    /** Forgets measurements that the history dropped. */
    public void drop(CachedSeries series, List<HistoryPoint> dropped) {
        for (HistoryPoint point : dropped) {
            putSlot(series, point);
        }
    }

    /** Writes the small record as it is now. */
    public void put(CachedSeries series) {
        records.put(series.text(), series.toRecord());
    }

    /** Every series whose statistics were still to be published when the task stopped. Reads the whole store. */
    public List<String> pendingKeys() {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, SeriesRecord> all = records.all()) {
            while (all.hasNext()) {
                KeyValue<String, SeriesRecord> entry = all.next();
                if (entry.value.statsPending()) {
                    keys.add(entry.key);
                }
            }
        }
        return keys;
    }

    private void putSlot(CachedSeries series, HistoryPoint point) {
        long millis = Math.floorDiv(point.orderMicros(), 1_000L);
        List<HistoryPoint> slot = series.monitor().history().atMillis(millis);
        history.put(series.text(), slot.isEmpty() ? null : slot, millis);
    }

    private SeriesHistory loadHistory(String key) {
        Deque<List<HistoryPoint>> newestLast = new ArrayDeque<>();
        int count = 0;
        try (WindowStoreIterator<List<HistoryPoint>> slots = history.backwardFetch(key, 0, Long.MAX_VALUE)) {
            while (slots.hasNext() && count < limits.maxCount()) {
                List<HistoryPoint> slot = slots.next().value;
                newestLast.addFirst(slot);
                count += slot.size();
            }
        }
        SeriesHistory loaded = new SeriesHistory(limits);
        for (List<HistoryPoint> slot : newestLast) {
            slot.forEach(loaded::add);
        }
        loaded.trim();
        return loaded;
    }
}
