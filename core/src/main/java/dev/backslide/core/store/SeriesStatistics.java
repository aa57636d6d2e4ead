package dev.backslide.core.store;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.statistics.ChangePercent;
import dev.backslide.core.statistics.Summary;
import dev.backslide.core.statistics.Trend;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Statistics of the newest measurements of a series that can be compared with each other. Immutable.
 *
 * @param seriesKey canonical text
 * @param window how many measurements were asked for, at least 1
 * @param unit of the values
 * @param category of the newest measurement
 * @param summary of the newest measurements, at most as many as were asked for
 * @param latestTimestamp when the newest was measured
 * @param trendPercent signed, the newest {@value Trend#WINDOW} against those before; null: there are too few, or their mean is 0
 * @param pinnedBaseline in the unit; null: none
 * @since 0.1
 */
public record SeriesStatistics(
        String seriesKey,
        int window,
        String unit,
        String category,
        Summary summary,
        Instant latestTimestamp,
        @Nullable Double trendPercent,
        @Nullable Double pinnedBaseline) {

    /**
     * How many of the newest measurements statistics are made of: the trend has a window of its own.
     *
     * @throws StoreRequestException where the window is less than 1
     */
    public static int needed(int window) {
        StoreRequestException.requireAtLeast("window", window, 1);
        return Math.max(window, 2 * Trend.WINDOW);
    }

    /**
     * Makes statistics.
     *
     * @param comparable the newest measurements in one unit and in order, as many as are {@link #needed} or all, at least one
     * @param pinnedBaseline null: none
     */
    public static SeriesStatistics of(
            String seriesKey, int window, List<MetricEvent> comparable, @Nullable Double pinnedBaseline) {
        List<MetricEvent> newest = newest(comparable, needed(window));
        MetricEvent latest = newest.get(newest.size() - 1);
        return new SeriesStatistics(
                seriesKey,
                window,
                latest.unit(),
                latest.category(),
                Summary.of(values(newest(newest, window))),
                latest.timestamp(),
                Trend.percent(values(newest)),
                pinnedBaseline);
    }

    /** Signed percentage of the newest measurement from the pinned baseline; null: none is pinned, or it is 0. */
    public @Nullable Double baselineDistancePercent() {
        return pinnedBaseline == null ? null : ChangePercent.of(pinnedBaseline, summary.latest());
    }

    private static double[] values(List<MetricEvent> events) {
        return events.stream().mapToDouble(MetricEvent::value).toArray();
    }

    private static <T> List<T> newest(List<T> all, int count) {
        return all.subList(Math.max(0, all.size() - count), all.size());
    }
}
