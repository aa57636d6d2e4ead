package dev.backslide.core.detection.monitor;

import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.detection.history.HistoryInsertion;
import dev.backslide.core.detection.history.HistoryPoint;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What one event did to its series. Immutable.
 *
 * @param insertion where it went
 * @param point what the history keeps of it
 * @param dropped what the history no longer keeps
 * @param verdict the answer; null where none was asked for
 * @param alerts changes of state, in order; mostly empty
 * @param memoryChanged whether {@link SeriesMonitor#memory} must be kept anew
 * @since 0.1
 */
public record Decision(
        HistoryInsertion insertion,
        HistoryPoint point,
        List<HistoryPoint> dropped,
        @Nullable MetricVerdict verdict,
        List<RegressionAlert> alerts,
        boolean memoryChanged) {

    /** The same with another verdict; the memory must be kept where it is new. */
    Decision of(@Nullable MetricVerdict other, boolean newMemory) {
        return new Decision(insertion, point, dropped, other, alerts, memoryChanged || newMemory);
    }

    /** The first of a history that begins anew. */
    Decision afterNewUnit(List<HistoryPoint> old, List<RegressionAlert> ended, @Nullable MetricVerdict first) {
        return new Decision(insertion, point, old, first, ended, true);
    }

    /** Whether the history changed. */
    public boolean isStored() {
        return insertion == HistoryInsertion.APPENDED || insertion == HistoryInsertion.INSERTED;
    }
}
