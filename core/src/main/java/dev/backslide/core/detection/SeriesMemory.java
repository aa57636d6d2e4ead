package dev.backslide.core.detection;

import dev.backslide.core.RegressionAlert;
import org.jspecify.annotations.Nullable;

/**
 * What rebuilds a {@link SeriesMonitor} beside its history. Small, and changed only by an alert, a confirmed change or a late
 * measurement. Immutable.
 *
 * @param openAlert the alert that is open; null: none
 * @param detector what the change-point detector cannot see in the history; null: it has never run
 * @param pinnedBaseline value that somebody pinned as the baseline, in the metric's unit; null: none
 * @param anchorMicros order time of the measurement that was the newest when this was taken, microseconds since 1970-01-01 UTC
 * @param anchorHash event hash of that measurement
 */
public record SeriesMemory(
        @Nullable RegressionAlert openAlert,
        @Nullable DetectorMemory detector,
        @Nullable Double pinnedBaseline,
        long anchorMicros,
        long anchorHash) {

    /** Of a series that nothing is known of. */
    public static final SeriesMemory EMPTY = new SeriesMemory(null, null, null, 0, 0);

    /** The same memory with this alert open. */
    public SeriesMemory withOpenAlert(RegressionAlert alert) {
        return new SeriesMemory(alert, detector, pinnedBaseline, anchorMicros, anchorHash);
    }
}
