package dev.backslide.core.detection.monitor;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricStats;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.VerdictReason;
import dev.backslide.core.detection.changepoint.DetectorMemory;
import dev.backslide.core.detection.history.HistoryInsertion;
import dev.backslide.core.detection.history.HistoryPoint;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.rule.AdaptiveRule;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.EffectivePolicy;
import dev.backslide.core.detection.rule.Judgement;
import dev.backslide.core.detection.rule.Policy;
import dev.backslide.core.detection.rule.PreviousRule;
import dev.backslide.core.statistics.Summary;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Judges one series, measurement by measurement: the code that the topology, the local tracker and the backtest all run. It is
 * rebuilt identically from its history and its memory. Not thread-safe: one owner.
 *
 * @since 0.1
 */
public final class SeriesMonitor {

    /** Metadata of a measurement whose value is to be pinned as the baseline of its series: {@code baseline=true}. */
    public static final String BASELINE_METADATA = "baseline";

    /** The objects of a monitor without what grows. */
    private static final int FIXED_BYTES = 350;

    private final SeriesKey series;
    private final SeriesHistory history;
    private final SeriesAlerts alerts;
    private final SeriesUnit unit;
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
        this.alerts = new SeriesAlerts(series, history, memory);
        this.unit = new SeriesUnit(memory.unit());
        DetectorMemory detector = memory.detector();
        this.kept = detector == null
                ? null
                : detector.withSeen(detector.seen() + history.countAfter(memory.anchorMicros(), memory.anchorHash()))
                        .boundedTo(history.size());
    }

    /**
     * Places and judges one event of this series, in the series' unit; the verdict is in the event's own. A duplicate is judged again
     * where it is and changes nothing.
     */
    public Decision accept(MetricEvent event, Policy policy) {
        MetricEvent converted = unit.inSeriesUnit(event, history.size() == 0);
        if (converted == null) {
            return acceptOtherUnit(event, policy);
        }
        boolean continued = unit.continued();
        Decision decision = acceptInUnit(converted, policy);
        return continued || !converted.unit().equals(event.unit())
                ? decision.of(unit.inUnitOf(event, decision.verdict()), continued)
                : decision;
    }

    private Decision acceptOtherUnit(MetricEvent event, Policy policy) {
        EffectivePolicy applied = policy.appliedTo(event);
        HistoryPoint point = HistoryPoint.of(event);
        // A late one says nothing of what is measured from now on.
        boolean newest = history.placeOf(point) == history.size();
        if (newest && unit.isMeant(event)) {
            List<HistoryPoint> dropped = history.clear();
            forgetDetector();
            List<RegressionAlert> ended = alerts.afterNewUnit(event, applied);
            unit.inSeriesUnit(event, true);
            Decision begun = acceptInUnit(event, policy);
            return begun.afterNewUnit(
                    dropped,
                    ended,
                    begun.verdict() == null
                            ? null
                            : verdict(
                                    event,
                                    Judgement.inconclusive(point.value(), VerdictReason.NEW_UNIT),
                                    applied,
                                    null));
        }
        MetricVerdict verdict = event.verdictRequested()
                ? verdict(event, Judgement.inconclusive(point.value(), VerdictReason.OTHER_UNIT), applied, null)
                : null;
        return new Decision(HistoryInsertion.OTHER_UNIT, point, List.of(), verdict, List.of(), newest);
    }

    private Decision acceptInUnit(MetricEvent event, Policy policy) {
        EffectivePolicy applied = policy.appliedTo(event);
        HistoryPoint point = HistoryPoint.of(event);
        AdaptiveRule rule = applied.detector() == DetectorKind.ADAPTIVE ? adaptive() : null;
        HistoryInsertion insertion = history.add(point);
        if (rule == null) {
            forgetDetector();
        }
        boolean pinned = alerts.pin(event, insertion);
        JudgedMeasurement judged = switch (insertion) {
            case APPENDED -> newest(event, applied, rule);
            case INSERTED -> late(event, point, applied, rule);
            case DUPLICATE -> new JudgedMeasurement(again(point, applied, rule), List.of());
            case TOO_OLD, OTHER_UNIT ->
                new JudgedMeasurement(Judgement.inconclusive(point.value(), VerdictReason.BEFORE_HISTORY), List.of());
        };
        Judgement answer = rule == null
                ? judged.judgement()
                : AcceptedLevel.judge(alerts.open(), point, judged.judgement(), applied);
        MetricVerdict verdict =
                event.verdictRequested() ? verdict(event, answer, applied, alerts.pinnedBaseline()) : null;
        List<HistoryPoint> dropped = history.trim();
        boolean ruleChanged = adaptive != null && isRuleChanged(adaptive, insertion, dropped);
        boolean memoryChanged = pinned || !judged.alerts().isEmpty() || ruleChanged;
        return new Decision(insertion, point, dropped, verdict, judged.alerts(), memoryChanged);
    }

    /** Judges the next measurement in order. */
    JudgedMeasurement append(HistoryPoint point, MetricEvent event, EffectivePolicy applied) {
        AdaptiveRule rule = applied.detector() == DetectorKind.ADAPTIVE ? adaptive() : null;
        history.add(point);
        return newest(event, applied, rule);
    }

    /** The alert that is open; null: none. */
    @Nullable
    RegressionAlert openAlert() {
        return alerts.open();
    }

    /** The adaptive rule; null: it is not in use. */
    @Nullable
    AdaptiveRule rule() {
        return adaptive;
    }

    /** Ends the open alert as somebody has ended it, in a history that is judged again. */
    void close() {
        alerts.close();
    }

    private JudgedMeasurement newest(MetricEvent event, EffectivePolicy applied, @Nullable AdaptiveRule rule) {
        int place = history.size() - 1;
        Judgement judgement = rule == null
                ? PreviousRule.judge(history, place, event.value(), applied, alerts.acceptedSince())
                : rule.next(history, applied, event.verdictRequested(), alerts.acceptedSince());
        Judgement settled = alerts.settled(judgement, rule);
        return new JudgedMeasurement(settled, alerts.afterNewest(event, settled, applied, rule));
    }

    /** A late measurement changes what follows from those after it: they are judged again, in order. */
    private JudgedMeasurement late(
            MetricEvent event, HistoryPoint point, EffectivePolicy applied, @Nullable AdaptiveRule rule) {
        int place = history.find(point);
        Replay replay = Replay.of(series, history, place, rule == null ? null : rule.memory(), alerts, event, applied);
        if (replay == null) {
            if (rule != null) {
                rule.inserted(history, place);
            }
            return new JudgedMeasurement(again(point, applied, rule), List.of());
        }
        adaptive = replay.rule();
        // Where nobody knows which way is better, nothing follows for an alert either.
        return new JudgedMeasurement(
                replay.judgement(),
                applied.direction() == Direction.UNKNOWN ? List.of() : alerts.afterLate(replay, event, applied));
    }

    private Judgement again(HistoryPoint point, EffectivePolicy applied, @Nullable AdaptiveRule rule) {
        int place = history.find(point);
        return rule == null
                ? PreviousRule.judge(history, place, point.value(), applied, alerts.acceptedSince())
                : AdaptiveRule.late(history, place, applied, alerts.acceptedSince());
    }

    /** Does what somebody asked for, or says why it cannot be done. */
    public CommandOutcome apply(AlertCommand command) {
        return alerts.apply(command);
    }

    private boolean isRuleChanged(AdaptiveRule rule, HistoryInsertion insertion, List<HistoryPoint> dropped) {
        boolean shortened =
                !dropped.isEmpty() && history.size() < DetectorMemory.HISTORY_NEEDED && rule.boundTo(history);
        return shortened
                || insertion == HistoryInsertion.INSERTED
                || (insertion == HistoryInsertion.APPENDED && rule.confirmed() != null);
    }

    /** What is kept of the series. */
    public SeriesHistory history() {
        return history;
    }

    /** Heap that it holds without the key of its series, in bytes, as closely as can be told without measuring. */
    public int bytes() {
        int rule = adaptive == null ? 0 : adaptive.bytes();
        return FIXED_BYTES + history.bytes() + rule + alerts.bytes();
    }

    /** What must be kept beside the history. The history must not be empty. */
    public SeriesMemory memory() {
        HistoryPoint newest = history.get(history.size() - 1);
        return new SeriesMemory(
                alerts.open(),
                alerts.ended(),
                adaptive == null ? kept : adaptive.memory(),
                alerts.pinnedBaseline(),
                unit.memory(),
                newest.orderMicros(),
                newest.eventHash());
    }

    /**
     * Statistics of the newest measurements.
     *
     * @param event the newest event, for names and direction
     * @param window how many measurements, at least 1
     */
    public MetricStats stats(MetricEvent event, Policy policy, int window) {
        return new MetricStats(
                series.toString(),
                event.name(),
                event.modelName(),
                unitOf(event.unit()),
                event.category(),
                policy.appliedTo(event).direction(),
                window,
                Summary.of(history.newestValues(window)),
                history.get(history.size() - 1).orderTime(),
                alerts.pinnedBaseline());
    }

    /** The same statistics as before, of the newest measurements now. */
    public MetricStats stats(MetricStats before) {
        return new MetricStats(
                before.seriesKey(),
                before.metricName(),
                before.modelName(),
                unitOf(before.unit()),
                before.category(),
                before.direction(),
                before.windowSize(),
                Summary.of(history.newestValues(before.windowSize())),
                history.get(history.size() - 1).orderTime(),
                alerts.pinnedBaseline());
    }

    /** The unit of everything that is kept of the series; null before its first measurement. */
    public @Nullable String unit() {
        return unit.unit();
    }

    private String unitOf(String known) {
        String own = unit.unit();
        return own == null ? known : own;
    }

    /** The rule, made where it is needed first: a series under the previous-value rule never pays for it. */
    private AdaptiveRule adaptive() {
        AdaptiveRule rule = adaptive;
        if (rule == null) {
            rule = AdaptiveRule.of(history, kept);
            adaptive = rule;
            kept = null;
        }
        return rule;
    }

    /** What the detector knew is out of date once it misses a measurement; asked again, it starts from the history. */
    private void forgetDetector() {
        adaptive = null;
        kept = null;
    }

    private MetricVerdict verdict(
            MetricEvent event, Judgement judgement, EffectivePolicy applied, @Nullable Double pinnedBaseline) {
        RegressionAlert open = alerts.open();
        return MetricVerdict.builder()
                .eventId(event.eventId())
                .seriesKey(series.toString())
                .verdict(judgement.verdict())
                .severity(judgement.severity())
                .direction(applied.direction())
                .value(event.value())
                .unit(event.unit())
                .baseline(judgement.baseline())
                .changePercent(judgement.changePercent())
                .thresholdPercent(applied.thresholdPercent())
                .floor(applied.floor())
                .noisePercent(judgement.noisePercent())
                .noise(judgement.noise())
                .strength(judgement.strength())
                .pinnedBaseline(pinnedBaseline)
                .alertId(open == null ? null : open.alertId())
                .timestamp(event.timestamp())
                .reasonCode(judgement.reasonCode())
                .reason(AlertText.reason(event, judgement, applied))
                .build();
    }
}
