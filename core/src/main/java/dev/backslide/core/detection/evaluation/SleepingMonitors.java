package dev.backslide.core.detection.evaluation;

import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.monitor.SeriesMemory;
import dev.backslide.core.detection.monitor.SeriesMonitor;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The monitors of many series in little memory: one that was not asked lately is dropped and rebuilt from its history and its
 * memory, as the topology does after a restart. Not thread-safe.
 */
final class SleepingMonitors {

    private static final int AWAKE = 500;

    private final Map<String, Asleep> asleep = new HashMap<>();
    private final Map<String, SeriesMonitor> awake = new LinkedHashMap<>(16, 0.75f, true);

    /** @param id the series' key, or more where a series has several monitors */
    SeriesMonitor of(String id, SeriesKey series) {
        SeriesMonitor monitor = awake.get(id);
        if (monitor == null) {
            Asleep kept = asleep.remove(id);
            monitor = kept == null
                    ? new SeriesMonitor(series, new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY)
                    : new SeriesMonitor(series, kept.history(), kept.memory());
            awake.put(id, monitor);
            layOneToSleep();
        }
        return monitor;
    }

    private void layOneToSleep() {
        if (awake.size() > AWAKE) {
            Map.Entry<String, SeriesMonitor> eldest =
                    awake.entrySet().iterator().next();
            SeriesMonitor monitor = eldest.getValue();
            if (monitor.history().size() > 0) {
                asleep.put(eldest.getKey(), new Asleep(monitor.history(), monitor.memory()));
            }
            awake.remove(eldest.getKey());
        }
    }

    private record Asleep(SeriesHistory history, SeriesMemory memory) {}
}
