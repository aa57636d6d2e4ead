package dev.backslide.core.detection;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricStats;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Summary;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.Judgement.Why;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Judges one series, measurement by measurement: the code that the topology, the local tracker and the backtest all run. It is
 * rebuilt identically from its history and its memory. Not thread-safe: one owner.
 */
public final class SeriesMonitor {

    /** Metadata of a measurement whose value is to be pinned as the baseline of its series: {@code baseline=true}. */
    public static final String BASELINE_METADATA = "baseline";

    private final SeriesKey series;
    private final SeriesHistory history;
    private @Nullable RegressionAlert openAlert;
    private @Nullable Double pinnedBaseline;
    private @Nullable DetectorMemory kept;
    private @Nullable AdaptiveRule adaptive;

    /**
     * A monitor that goes on from what was kept.
     *
     * @param history in order, owned by the monitor from now on
     */
    public SeriesMonitor(SeriesKey series, SeriesHistory history, SeriesMemory memory) {
        this.series = series;
        this.history = history;
        this.openAlert = memory.openAlert();
        this.pinnedBaseline = memory.pinnedBaseline();
        DetectorMemory detector = memory.detector();
        this.kept = detector == null ? null : detector.withSeen(detector.seen() + history.countAfter(memory));
    }

    /** Places and judges one event of this series. A duplicate is judged again where it is and changes nothing. */
    public Decision accept(MetricEvent event, Policy policy) {
        Applied applied = policy.appliedTo(event);
        HistoryPoint point = HistoryPoint.of(event);
        AdaptiveRule rule = applied.detector() == DetectorKind.ADAPTIVE ? adaptive() : null;
        Placement placement = history.add(point);
        if (rule == null) {
            forgetDetector();
        }
        boolean pinned = pin(event, placement);
        Judgement judgement = judge(event, point, placement, applied, rule);
        List<RegressionAlert> alerts = switch (placement) {
            case APPENDED -> afterNewest(event, judgement, applied, rule);
            case INSERTED -> afterLate(event, point, judgement, applied);
            case DUPLICATE, TOO_OLD -> List.of();
        };
        MetricVerdict verdict = event.verdictRequested() ? verdict(event, judgement, applied) : null;
        boolean memoryChanged = pinned || !alerts.isEmpty() || (rule != null && isRuleChanged(rule, placement));
        return new Decision(placement, point, history.trim(), verdict, alerts, memoryChanged);
    }

    /** Does what somebody asked for, or says why it cannot be done. */
    public CommandOutcome apply(AlertCommand command) {
        if (command.action().isAboutSeries()) {
            return applyToSeries(command);
        }
        CommandOutcome outcome = AlertCommands.apply(command, openAlert, pinnedBaseline);
        for (RegressionAlert next : outcome.alerts()) {
            openAlert = next.state().isOpen() ? next : null;
            pinnedBaseline = next.state() == AlertState.EXPECTED ? next.pinnedBaseline() : pinnedBaseline;
        }
        return outcome;
    }

    private CommandOutcome applyToSeries(AlertCommand command) {
        if (history.size() == 0) {
            return CommandOutcome.refused(command.action().label() + " was for " + command.seriesKey()
                    + " but it has no measurements; record one first, or correct the key");
        }
        Double value = command.value();
        Double newest = history.value(history.size() - 1);
        Double next = command.action() == AlertAction.CLEAR_BASELINE ? null : value == null ? newest : value;
        boolean changed = !Objects.equals(next, pinnedBaseline);
        pinnedBaseline = next;
        return new CommandOutcome(List.of(), changed, null);
    }

    /** Whether the event pins the baseline of its series. */
    private boolean pin(MetricEvent event, Placement placement) {
        boolean stored = placement == Placement.APPENDED || placement == Placement.INSERTED;
        if (!stored || !Boolean.parseBoolean(event.metadata().get(BASELINE_METADATA))) {
            return false;
        }
        pinnedBaseline = event.value();
        return true;
    }

    private static boolean isRuleChanged(AdaptiveRule rule, Placement placement) {
        return placement == Placement.INSERTED || (placement == Placement.APPENDED && rule.confirmed() != null);
    }

    /** What is kept of the series. */
    public SeriesHistory history() {
        return history;
    }

    /** What must be kept beside the history. The history must not be empty. */
    public SeriesMemory memory() {
        HistoryPoint newest = history.get(history.size() - 1);
        return new SeriesMemory(
                openAlert,
                adaptive == null ? kept : adaptive.memory(),
                pinnedBaseline,
                newest.orderMicros(),
                newest.eventHash());
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
                history.get(history.size() - 1).orderTime(),
                pinnedBaseline);
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
                history.get(history.size() - 1).orderTime(),
                pinnedBaseline);
    }

    /** The rule, made where it is needed first: a series under the previous-value rule never pays for it. */
    private AdaptiveRule adaptive() {
        AdaptiveRule rule = adaptive;
        if (rule == null) {
            rule = AdaptiveRule.of(history, kept);
            adaptive = rule;
        }
        return rule;
    }

    /** What the detector knew is out of date once it misses a measurement; asked again, it starts from the history. */
    private void forgetDetector() {
        adaptive = null;
        kept = null;
    }

    private Judgement judge(
            MetricEvent event, HistoryPoint point, Placement placement, Applied applied, @Nullable AdaptiveRule rule) {
        if (placement == Placement.TOO_OLD) {
            return Judgement.inconclusive(point.value(), Why.TOO_OLD);
        }
        int place = history.find(point);
        if (rule == null) {
            return PreviousRule.judge(history, place, point.value(), applied);
        }
        if (placement == Placement.APPENDED) {
            return rule.next(
                    point.value(),
                    place == 0 ? Double.NaN : history.value(place - 1),
                    applied,
                    event.verdictRequested());
        }
        if (placement == Placement.INSERTED) {
            rule.inserted(history, place);
        }
        return AdaptiveRule.late(history, place, point.value(), applied);
    }

    private List<RegressionAlert> afterNewest(
            MetricEvent event, Judgement judgement, Applied applied, @Nullable AdaptiveRule rule) {
        if (judgement.verdict() == Verdict.INCONCLUSIVE) {
            return List.of();
        }
        LevelChange change = rule == null ? null : rule.confirmed();
        RegressionAlert open = openAlert;
        if (open == null) {
            return changed(judgement.verdict() == Verdict.REGRESSION ? raise(event, judgement, applied, change) : null);
        }
        RegressionAlert awake = AlertLifecycle.awake(open, event, applied);
        List<RegressionAlert> alerts = new ArrayList<>(changed(awake));
        alerts.addAll(changed(follow(awake == null ? open : awake, event, judgement, applied, rule)));
        return alerts;
    }

    private @Nullable RegressionAlert follow(
            RegressionAlert open,
            MetricEvent event,
            Judgement judgement,
            Applied applied,
            @Nullable AdaptiveRule rule) {
        LevelChange change = rule == null ? null : rule.confirmed();
        if (change != null) {
            return AlertLifecycle.follow(open, event, change, applied);
        }
        if (rule == null) {
            return AlertLifecycle.follow(open, event, judgement, applied, false);
        }
        // A level that was confirmed is left by a confirmed change only; one measurement does not resolve it.
        return open.detector().equals(DetectorKind.PREVIOUS.label())
                ? AlertLifecycle.follow(open, event, judgement, applied, isFirstAfter(open))
                : null;
    }

    /** Whether the newest measurement is the first one after the alert was raised. */
    private boolean isFirstAfter(RegressionAlert open) {
        int before = history.size() - 2;
        return before >= 0 && history.get(before).orderTime().equals(open.openedAt());
    }

    private RegressionAlert raise(
            MetricEvent event, Judgement judgement, Applied applied, @Nullable LevelChange change) {
        int newest = history.size() - 1;
        int first = change == null ? newest : newest - (change.index() - change.changePoint());
        return raise(event, judgement, applied, change, Math.max(1, first));
    }

    private RegressionAlert raise(
            MetricEvent event, Judgement judgement, Applied applied, @Nullable LevelChange change, int first) {
        return AlertLifecycle.raise(
                series, event, judgement, applied, change, history.get(first - 1), history.get(first), pinnedBaseline);
    }

    /**
     * A late regression under the previous-value rule is worth an alert only where none is open and the newest measurement still
     * shows it. The adaptive rule confirms changes with the measurements to come.
     */
    private List<RegressionAlert> afterLate(
            MetricEvent event, HistoryPoint point, Judgement judgement, Applied applied) {
        Double baseline = judgement.baseline();
        if (openAlert != null || judgement.verdict() != Verdict.REGRESSION || baseline == null) {
            return List.of();
        }
        double newest = history.value(history.size() - 1);
        return PercentChange.severity(baseline, newest, applied) == null
                ? List.of()
                : changed(raise(event, judgement, applied, null, history.find(point)));
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
                applied.floor(),
                judgement.noisePercent(),
                judgement.strength(),
                pinnedBaseline,
                open == null ? null : open.alertId(),
                event.timestamp(),
                AlertText.reason(event, judgement, applied));
    }
}
