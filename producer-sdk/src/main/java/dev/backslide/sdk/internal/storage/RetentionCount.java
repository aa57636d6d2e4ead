package dev.backslide.sdk.internal.storage;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.detection.monitor.SeriesMonitor;
import dev.backslide.sdk.tracker.Retention;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts, as a journal is read and appended, what a retention would drop of it, so that nobody has to read it all again to know
 * that it is nothing. Not thread-safe: under the folder's lock only.
 */
final class RetentionCount {

    /** A pruning rewrites everything, so it must drop its share: then each measurement is rewritten ten times at most. */
    private static final int WORTH_ONE_OF = 10;

    private final Retention retention;
    private final Map<String, Series> series = new HashMap<>();
    private long measurements;
    private long beyond;

    /** What is known of one series. */
    private static final class Series {
        private int measurements;
        private int tooOld;
        private boolean pinned;
        private int beyond;
    }

    RetentionCount(Retention retention) {
        this.retention = retention;
    }

    /** Everything counted so far is void. */
    void restart() {
        series.clear();
        measurements = 0;
        beyond = 0;
    }

    void add(JournalEntry entry) {
        MetricEvent event = entry.measurement();
        if (event == null) {
            return;
        }
        measurements++;
        Series one = series.computeIfAbsent(entry.seriesKey(), key -> new Series());
        one.measurements++;
        Instant notBefore = retention.notBefore();
        one.tooOld += notBefore != null && event.orderTime().isBefore(notBefore) ? 1 : 0;
        one.pinned |= Boolean.parseBoolean(event.metadata().get(SeriesMonitor.BASELINE_METADATA));
        beyond -= one.beyond;
        one.beyond = beyond(one);
        beyond += one.beyond;
    }

    /** Whether at least a tenth would be dropped. */
    boolean isWorthPruning() {
        return beyond > 0 && beyond >= measurements / WORTH_ONE_OF;
    }

    /** The one that pinned the baseline stays, wherever it is. */
    private int beyond(Series one) {
        int tooMany = retention.keep() == null ? 0 : one.measurements - retention.keep();
        return Math.max(0, Math.max(tooMany, one.tooOld) - (one.pinned ? 1 : 0));
    }
}
