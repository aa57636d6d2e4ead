package dev.backslide.core.detection.evaluation;

import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.monitor.SeriesMemory;
import dev.backslide.core.detection.monitor.SeriesMonitor;

/** The monitors of many series, rebuilt from their history and memory. Not thread-safe. */
final class SleepingMonitors {

    private static final int AWAKE = 500;

    private final SleepingCache<SeriesMonitor, Asleep> monitors = new SleepingCache<>(
            AWAKE, monitor -> monitor.history().size() == 0 ? null : new Asleep(monitor.history(), monitor.memory()));

    /** @param id the series' key, or more where a series has several monitors */
    SeriesMonitor of(String id, SeriesKey series) {
        return monitors.get(
                id,
                asleep -> asleep == null
                        ? new SeriesMonitor(series, new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY)
                        : new SeriesMonitor(series, asleep.history(), asleep.memory()));
    }

    private record Asleep(SeriesHistory history, SeriesMemory memory) {}
}
