package dev.backslide.core.detection;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricStats;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Summary;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.Judgement.Why;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Judges one series, measurement by measurement: the code that the topology, the local tracker and the backtest all run. It is
 * rebuilt identically from its history and its open alert. Not thread-safe: one owner.
 */
public final class SeriesMonitor {

    private final SeriesKey series;
    private final SeriesHistory history;
    private @Nullable RegressionAlert openAlert;

    /**
     * A monitor that goes on from what was kept.
     *
     * @param history in order, owned by the monitor from now on
     * @param openAlert the alert that is open, or null
     */
    public SeriesMonitor(SeriesKey series, SeriesHistory history, @Nullable RegressionAlert openAlert) {
        this.series = series;
        this.history = history;
        this.openAlert = openAlert;
    }

    /** Places and judges one event of this series. A duplicate is judged again where it is and changes nothing. */
    public Decision accept(MetricEvent event, Policy policy) {
        Applied applied = policy.appliedTo(event);
        HistoryPoint point = HistoryPoint.of(event);
        Placement placement = history.add(point);
        Judgement judgement = judge(point, placement, applied);
        List<RegressionAlert> alerts = switch (placement) {
            case APPENDED -> afterNewest(event, judgement, applied);
            case INSERTED -> afterLate(event, point, judgement, applied);
            case DUPLICATE, TOO_OLD -> List.of();
        };
        MetricVerdict verdict = event.verdictRequested() ? verdict(event, judgement, applied) : null;
        return new Decision(placement, point, history.trim(), verdict, alerts);
    }

    /** What is kept of the series. */
    public SeriesHistory history() {
        return history;
    }

    /** The alert that is open, or null. */
    public @Nullable RegressionAlert openAlert() {
        return openAlert;
    }

    /**
     * Statistics of the newest measurements.
     *
     * @param event the newest event, for names and units
     * @param window how many measurements, at least 1
     */
    public MetricStats stats(MetricEvent event, Policy policy, int window) {
        return new MetricStats(
                series.toString(),
                event.name(),
                event.modelName(),
                event.unit(),
                event.category(),
                policy.appliedTo(event).direction(),
                window,
                Summary.of(history.newestValues(window)),
                history.get(history.size() - 1).orderTime());
    }

    /** The same statistics as before, of the newest measurements now. */
    public MetricStats stats(MetricStats before) {
        return new MetricStats(
                before.seriesKey(),
                before.metricName(),
                before.modelName(),
                before.unit(),
                before.category(),
                before.direction(),
                before.windowSize(),
                Summary.of(history.newestValues(before.windowSize())),
                history.get(history.size() - 1).orderTime());
    }

    private Judgement judge(HistoryPoint point, Placement placement, Applied applied) {
        return placement == Placement.TOO_OLD
                ? Judgement.inconclusive(point.value(), Why.TOO_OLD)
                : PreviousRule.judge(history, history.find(point), point.value(), applied);
    }

    private List<RegressionAlert> afterNewest(MetricEvent event, Judgement judgement, Applied applied) {
        if (judgement.verdict() == Verdict.INCONCLUSIVE) {
            return List.of();
        }
        RegressionAlert open = openAlert;
        RegressionAlert next = open != null
                ? AlertLifecycle.follow(open, event, judgement, applied)
                : judgement.verdict() == Verdict.REGRESSION
                        ? raise(event, history.size() - 1, judgement, applied)
                        : null;
        return changed(next);
    }

    /** A late regression is worth an alert only where none is open and the newest measurement still shows it. */
    private List<RegressionAlert> afterLate(
            MetricEvent event, HistoryPoint point, Judgement judgement, Applied applied) {
        Double baseline = judgement.baseline();
        if (openAlert != null || judgement.verdict() != Verdict.REGRESSION || baseline == null) {
            return List.of();
        }
        double newest = history.value(history.size() - 1);
        return PercentChange.severity(baseline, newest, applied) == null
                ? List.of()
                : changed(raise(event, history.find(point), judgement, applied));
    }

    private RegressionAlert raise(MetricEvent event, int place, Judgement judgement, Applied applied) {
        return AlertLifecycle.raise(series, event, judgement, applied, history.get(place - 1), history.get(place));
    }

    private List<RegressionAlert> changed(@Nullable RegressionAlert next) {
        if (next == null) {
            return List.of();
        }
        openAlert = next.state().isOpen() ? next : null;
        return List.of(next);
    }

    private MetricVerdict verdict(MetricEvent event, Judgement judgement, Applied applied) {
        RegressionAlert open = openAlert;
        return new MetricVerdict(
                event.eventId(),
                series.toString(),
                judgement.verdict(),
                judgement.severity(),
                applied.direction(),
                event.value(),
                event.unit(),
                judgement.baseline(),
                judgement.changePercent(),
                applied.thresholdPercent(),
                judgement.noisePercent(),
                open == null ? null : open.alertId(),
                event.timestamp(),
                AlertText.reason(event, judgement, applied));
    }
}
