package dev.backslide.sink.store;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.store.AlertFilter;
import dev.backslide.core.store.AlertHistory;
import dev.backslide.core.store.AlertStore;
import dev.backslide.core.store.Page;
import dev.backslide.core.store.PinnedBaseline;
import dev.backslide.core.store.SeriesStatistics;
import dev.backslide.core.store.StoreRequestException;

import java.util.List;

/**
 * The sink's database. It does nothing about alerts: it stores what the detector decided. Each answer is of one moment. Thread-safe.
 */
public final class DatabaseAlertStore implements AlertStore {

    private static final int AMBIGUOUS = 2;

    private final StoreReader store;

    public DatabaseAlertStore(StoreReader store) {
        this.store = store;
    }

    @Override
    public Page<RegressionAlert> alerts(AlertFilter filter, int limit, long offset) {
        return store.ask(snapshot -> new Page<>(
                snapshot.alerts(filter),
                limit,
                offset,
                snapshot.alerts(filter, limit, offset).list()));
    }

    @Override
    public AlertHistory alert(String id, int limit, long offset) {
        return store.ask(snapshot -> {
            RegressionAlert alert = find(snapshot, id);
            List<RegressionAlert> revisions =
                    snapshot.transitions(alert.alertId(), limit, offset).list();
            return new AlertHistory(alert, new Page<>(alert.revision(), limit, offset, revisions));
        });
    }

    @Override
    public SeriesStatistics stats(String key, int window) {
        int needed = SeriesStatistics.needed(window);
        return store.ask(snapshot -> SeriesStatistics.of(
                key,
                window,
                snapshot.newestComparable(key, series(snapshot, key), needed),
                snapshot.pinnedBaseline(key).orElse(null)));
    }

    @Override
    public Page<MetricEvent> history(String key, int limit, long offset) {
        return store.ask(snapshot -> {
            long series = series(snapshot, key);
            return new Page<>(snapshot.measurements(series), limit, offset, snapshot.newest(series, limit, offset));
        });
    }

    @Override
    public Page<PinnedBaseline> baselines(int limit, long offset) {
        return store.ask(snapshot -> new Page<>(
                snapshot.baselines(),
                limit,
                offset,
                snapshot.baselines(limit, offset).list()));
    }

    /**
     * The alert that somebody means.
     *
     * @param id its id, or the start of it where that names one alone
     */
    public RegressionAlert find(String id) {
        return store.ask(snapshot -> find(snapshot, id));
    }

    private static RegressionAlert find(StoreSnapshot snapshot, String id) {
        StoreRequestException.requireId(id);
        return snapshot.alert(id).orElseGet(() -> {
            List<RegressionAlert> found = snapshot.alertsFrom(id, AMBIGUOUS);
            if (found.isEmpty()) {
                throw StoreRequestException.unknownAlert(id, snapshot.alertIds(MOST_COMPARED));
            }
            if (found.size() == AMBIGUOUS) {
                throw StoreRequestException.severalAlerts(id, found);
            }
            return found.get(0);
        });
    }

    /** The id of a series' rows. */
    public static long series(StoreSnapshot snapshot, String key) {
        return snapshot.seriesId(key)
                .orElseThrow(() -> StoreRequestException.unknownSeries(key, snapshot.seriesKeys(MOST_COMPARED, 0)));
    }
}
