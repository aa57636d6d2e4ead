package dev.backslide.core.detection.monitor;

import dev.backslide.core.RegressionAlert;
import dev.backslide.core.detection.changepoint.ChangePointDetector;
import dev.backslide.core.detection.changepoint.DetectorMemory;
import dev.backslide.core.detection.changepoint.PastRegime;
import dev.backslide.core.detection.changepoint.RegimeHistory;
import dev.backslide.core.detection.history.HistoryPoint;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.statistics.Summary;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From where a history is judged again, and what the detector knew there. Immutable.
 *
 * @param from the first measurement that is judged again
 * @param quiet measurements before this one raise no alert: what came before them is not kept
 * @param certain an alert that opened before this measurement was open at the start, or would be if more were kept
 * @param detector what the detector knew; null: nothing
 */
record ReplayStart(
        int from, int quiet, int certain, @Nullable DetectorMemory detector) {

    /** A change is confirmed at most this many measurements after its first one. */
    private static final int CONFIRMED_WITHIN = 28;

    /** In what is left of a longer history an alert from before may be about the first measurements. */
    private static final int CERTAIN = 50;

    /**
     * The latest place from which the outcome is that of arrival in order.
     *
     * @param history with the late measurement at a place
     * @param detector what the detector knew before that came; null: the rule is the previous value's
     * @param most measurements that are judged again
     * @return null: too little is known, or it would take too long
     */
    static @Nullable ReplayStart of(SeriesHistory history, int place, @Nullable DetectorMemory detector, int most) {
        boolean isShort = history.size() <= most;
        if (detector == null) {
            return isShort ? new ReplayStart(0, 1, 0, null) : null;
        }
        int dropped = detector.seen() + 1 - history.size();
        if (dropped <= 0 && isShort && history.size() <= history.limits().maxCount()) {
            return new ReplayStart(0, 0, 0, null);
        }
        DetectorMemory before = memoryAt(history, place, dropped, detector);
        int from = before.seen() - dropped;
        if (from >= DetectorMemory.HISTORY_NEEDED && history.size() - from <= most) {
            return new ReplayStart(from, from, from, before);
        }
        return isShort
                ? new ReplayStart(0, ChangePointDetector.WARM_UP, Math.min(CERTAIN, history.size() - 1), null)
                : null;
    }

    /** Whether what is kept is all that the detector ever needs. */
    boolean isExact() {
        return quiet == from;
    }

    /** What the detector knew at the newest place, up to this one, at which no change was under way. */
    private static DetectorMemory memoryAt(SeriesHistory history, int place, int dropped, DetectorMemory now) {
        List<PastRegime> regimes = new ArrayList<>(now.past());
        int seen = place + dropped;
        int start = now.regimeStart();
        while (!regimes.isEmpty() && start > seen - CONFIRMED_WITHIN) {
            seen = Math.min(seen, start);
            start = regimes.remove(regimes.size() - 1).start();
        }
        if (regimes.isEmpty() && start > dropped) {
            regimes.add(new PastRegime(0, levelBefore(history, start - dropped)));
        }
        return new DetectorMemory(seen, Math.min(start, seen), regimes);
    }

    /** The closed level before a place, which the detector has forgotten since, as it was measured then. */
    private static double levelBefore(SeriesHistory history, int place) {
        double[] values = history.newestValues(history.size());
        return Summary.of(Arrays.copyOfRange(values, Math.max(0, place - RegimeHistory.BASELINE), place))
                .median();
    }

    /** A memory of the series at the start. */
    SeriesMemory memory(SeriesHistory before, @Nullable RegressionAlert open, List<EndedAlert> ended) {
        if (before.size() == 0) {
            return new SeriesMemory(open, ended, null, null, null, 0, 0);
        }
        HistoryPoint newest = before.get(before.size() - 1);
        return new SeriesMemory(open, ended, detector, null, null, newest.orderMicros(), newest.eventHash());
    }
}
