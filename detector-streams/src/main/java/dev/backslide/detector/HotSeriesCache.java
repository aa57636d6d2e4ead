package dev.backslide.detector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The series used last, on the heap; rebuilt from the stores on a miss. Bounded. Not thread-safe: one stream thread. */
final class HotSeriesCache {

    private static final float LOAD_FACTOR = 0.75f;
    private static final int INITIAL = 64;

    private final SeriesStores stores;
    private final Map<String, HotSeries> hot;

    /** @param onEviction called with a series before it leaves the heap */
    HotSeriesCache(int capacity, SeriesStores stores, Consumer<HotSeries> onEviction) {
        this.stores = stores;
        this.hot = new Lru(capacity, onEviction);
    }

    HotSeries get(String key) {
        HotSeries series = hot.get(key);
        if (series == null) {
            series = stores.load(key);
            hot.put(key, series);
        }
        return series;
    }

    void forget(String key) {
        hot.remove(key);
    }

    private static final class Lru extends LinkedHashMap<String, HotSeries> {

        private final int capacity;
        private final transient Consumer<HotSeries> onEviction;

        Lru(int capacity, Consumer<HotSeries> onEviction) {
            super(INITIAL, LOAD_FACTOR, true);
            this.capacity = capacity;
            this.onEviction = onEviction;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, HotSeries> eldest) {
            if (size() <= capacity) {
                return false;
            }
            onEviction.accept(eldest.getValue());
            return true;
        }
    }
}
