package dev.backslide.detector.state;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The series used last, on the heap; rebuilt from the stores on a miss. Bounded by the bytes that they hold, since an old series holds
 * thirty times what a new one does. Not thread-safe: one stream thread.
 */
public final class SeriesCache implements AutoCloseable {

    private static final float LOAD_FACTOR = 0.75f;
    private static final int INITIAL = 64;

    private final SeriesCacheBudget budget;
    private final SeriesStores stores;
    private final Consumer<CachedSeries> onEviction;
    private final Map<String, CachedSeries> hot = new LinkedHashMap<>(INITIAL, LOAD_FACTOR, true);
    private long bytes;

    /**
     * Joins the budget, and leaves it when it is closed.
     *
     * @param onEviction called with a series before it leaves the heap
     */
    public SeriesCache(SeriesCacheBudget budget, SeriesStores stores, Consumer<CachedSeries> onEviction) {
        this.budget = budget;
        this.stores = stores;
        this.onEviction = onEviction;
        budget.join();
    }

    public CachedSeries get(String key) {
        CachedSeries series = hot.get(key);
        if (series == null) {
            series = stores.load(key);
            hot.put(key, series);
            changed(series);
        }
        return series;
    }

    /** Counts what a series holds now; those not used for longest make room for what it has grown by. */
    public void changed(CachedSeries series) {
        bytes += series.growth();
        if (bytes > budget.share()) {
            evict(series);
        }
    }

    public void forget(String key) {
        CachedSeries series = hot.remove(key);
        if (series != null) {
            bytes -= series.counted();
        }
    }

    int size() {
        return hot.size();
    }

    private void evict(CachedSeries inUse) {
        Iterator<CachedSeries> eldestFirst = hot.values().iterator();
        while (bytes > budget.share() && eldestFirst.hasNext()) {
            CachedSeries eldest = eldestFirst.next();
            if (eldest != inUse) {
                onEviction.accept(eldest);
                bytes -= eldest.counted();
                eldestFirst.remove();
            }
        }
    }

    @Override
    public void close() {
        hot.clear();
        budget.leave();
    }
}
