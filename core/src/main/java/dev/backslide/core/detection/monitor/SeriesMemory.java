package dev.backslide.core.detection.monitor;

import dev.backslide.core.RegressionAlert;
import dev.backslide.core.detection.changepoint.DetectorMemory;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What rebuilds a {@link SeriesMonitor} beside its history. Small, and changed only by an alert, a confirmed change or a late
 * measurement. Immutable.
 *
 * @param openAlert the alert that is open; null: none
 * @param endedAlerts the newest that are over, oldest first, at most {@link EndedAlert#MAX_REMEMBERED}
 * @param detector what the change-point detector cannot see in the history; null: it has never run
 * @param pinnedBaseline value that somebody pinned as the baseline, in the metric's unit; null: none
 * @param unit the unit of the series; null: not known, as of a series without measurements
 * @param anchorMicros order time of the measurement that was the newest when this was taken, microseconds since 1970-01-01 UTC
 * @param anchorHash event hash of that measurement
 * @since 0.1
 */
public record SeriesMemory(
        @Nullable RegressionAlert openAlert,
        List<EndedAlert> endedAlerts,
        @Nullable DetectorMemory detector,
        @Nullable Double pinnedBaseline,
        @Nullable UnitMemory unit,
        long anchorMicros,
        long anchorHash) {

    /** Of a series that nothing is known of. */
    public static final SeriesMemory EMPTY = new SeriesMemory(null, List.of(), null, null, null, 0, 0);

    public SeriesMemory {
        endedAlerts = List.copyOf(endedAlerts);
    }

    /** The same memory with these alerts. */
    public SeriesMemory withAlerts(@Nullable RegressionAlert open, List<EndedAlert> ended) {
        return new SeriesMemory(open, ended, detector, pinnedBaseline, unit, anchorMicros, anchorHash);
    }

    /** The same memory of a series in this unit. */
    public SeriesMemory withUnit(@Nullable UnitMemory newUnit) {
        return new SeriesMemory(openAlert, endedAlerts, detector, pinnedBaseline, newUnit, anchorMicros, anchorHash);
    }
}
