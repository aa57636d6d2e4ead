package dev.backslide.core.store;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;

/**
 * What somebody has stored of measurements and alerts, to be asked. Every implementation passes {@code AlertStoreContract} and is
 * thread-safe. What is asked wrongly is a {@link StoreRequestException}.
 *
 * @since 0.1
 */
public interface AlertStore {

    /** Keys that are compared with one that nobody knows, at most: a suggestion must not cost more than an answer. */
    int MOST_COMPARED = 10_000;

    /** Alerts as they are now, the newest first, by id among those of one time. */
    Page<RegressionAlert> alerts(AlertFilter filter, int limit, long offset);

    /**
     * One alert as it is now, and a page of its revisions, the first one first.
     *
     * @param id its id, or the start of it where that names one alone
     */
    AlertHistory alert(String id, int limit, long offset);

    /**
     * Statistics of a series.
     *
     * @param key canonical text of a series key
     * @param window how many of the newest measurements, at least 1
     */
    SeriesStatistics stats(String key, int window);

    /**
     * Measurements of a series, counted from the newest, in the order of its history.
     *
     * @param key canonical text of a series key
     */
    Page<MetricEvent> history(String key, int limit, long offset);

    /** Baselines that are pinned, by series key. */
    Page<PinnedBaseline> baselines(int limit, long offset);
}
