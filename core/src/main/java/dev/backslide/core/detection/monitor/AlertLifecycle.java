package dev.backslide.core.detection.monitor;

import dev.backslide.core.AlertReason;
import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.changepoint.LevelChange;
import dev.backslide.core.detection.history.HistoryPoint;
import dev.backslide.core.detection.history.StableHash;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.EffectivePolicy;
import dev.backslide.core.detection.rule.Judgement;
import dev.backslide.core.detection.rule.PercentChange;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** One regression, one alert: how an alert is raised, worsens and ends by measurements. Stateless: every step is a new revision. */
final class AlertLifecycle {

    private AlertLifecycle() {}

    /**
     * Raises an alert, or opens the one again that is over and about the same change.
     *
     * @param ended what is remembered of that one; null: there is none
     * @param change the confirmed change; null where one measurement was compared with the one before
     * @param lastGoodCommit the last one that was measured before the new level; null: not known
     * @param first first measurement of the new level
     * @param pinnedBaseline of the series; null: none
     */
    static RegressionAlert raise(
            SeriesKey series,
            MetricEvent event,
            Judgement judgement,
            EffectivePolicy applied,
            @Nullable LevelChange change,
            @Nullable String lastGoodCommit,
            HistoryPoint first,
            @Nullable Double pinnedBaseline,
            @Nullable EndedAlert ended) {
        double previous = Objects.requireNonNull(judgement.baseline());
        double current = change == null ? event.value() : change.after();
        String key = series.toString();
        String reason = AlertText.reason(event, judgement, applied);
        return RegressionAlert.builder()
                .alertId(alertId(series, first))
                .fingerprint(StableHash.hex(key))
                .revision(ended == null ? 1 : ended.revision() + 1)
                .severity(Objects.requireNonNull(judgement.severity()))
                .seriesKey(key)
                .metricName(event.name())
                .modelName(event.modelName())
                .unit(event.unit())
                .category(event.category())
                .direction(applied.direction())
                .detector((change == null ? DetectorKind.PREVIOUS : DetectorKind.ADAPTIVE).label())
                .previousValue(previous)
                .currentValue(current)
                .changePercent(judgement.changePercent())
                .thresholdPercent(applied.thresholdPercent())
                .floor(applied.floor())
                .noisePercent(judgement.noisePercent())
                .strength(judgement.strength())
                .timestamp(event.timestamp())
                .openedAt(first.orderTime())
                .eventId(event.eventId())
                .lastGoodCommit(lastGoodCommit)
                .firstBadCommit(first.commit())
                .message(AlertText.message(event, previous, current, judgement.changePercent()))
                .reasonCode(ended == null ? AlertReason.RAISED : AlertReason.REOPENED)
                .reason(ended == null ? reason : AlertText.reopened(reason))
                .pinnedBaseline(pinnedBaseline)
                .build();
    }

    /** The same for every alert about a change that begins with this measurement. */
    static String alertId(SeriesKey series, HistoryPoint first) {
        String identity = series + "|" + first.orderMicros() + "|" + first.eventHash();
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** A snooze that has ended by the time of a measurement; null: the alert is not snoozed, or still. */
    static @Nullable RegressionAlert awake(RegressionAlert open, MetricEvent event, EffectivePolicy applied) {
        Instant until = open.snoozedUntil();
        return open.state() != AlertState.SNOOZED
                        || until == null
                        || event.timestamp().isBefore(until)
                ? null
                : AlertRevision.by(event, applied, open)
                        .state(AlertState.OPEN)
                        .because(AlertReason.SNOOZE_ENDED, "the snooze ended and the regression is still there");
    }

    /**
     * What the newest measurement means for an alert that one measurement raised: over once it is no longer worse than the level before
     * the regression by more than the threshold; updated when it became worse again; else null, nothing to tell.
     *
     * @param refuted whether a measurement that is back within the threshold refutes the alert instead of resolving it: nothing
     *     confirmed it in between
     */
    static @Nullable RegressionAlert follow(
            RegressionAlert open, MetricEvent event, Judgement judgement, EffectivePolicy applied, boolean refuted) {
        Severity severity = PercentChange.severity(open.previousValue(), event.value(), applied);
        if (severity == null) {
            return refuted ? withdrawn(open, event, applied) : resolved(open, event, applied);
        }
        boolean worsened = severity.compareTo(open.severity()) > 0;
        if (!worsened && judgement.verdict() != Verdict.REGRESSION) {
            return null;
        }
        String reason = worsened ? "it became worse: " + severity.label() : AlertText.reason(event, judgement, applied);
        AlertReason code = worsened ? AlertReason.WORSENED : AlertReason.REPEATED;
        return updated(open, event, applied, severity, event.value(), code, reason);
    }

    /**
     * What a confirmed change of level means for an open alert: resolved when the new level is no longer worse than the one before
     * the regression by more than the threshold; updated when it is worse than the alert knows; else null, nothing to tell.
     */
    static @Nullable RegressionAlert follow(
            RegressionAlert open, MetricEvent event, LevelChange change, EffectivePolicy applied) {
        Severity severity = PercentChange.severity(open.previousValue(), change.after(), applied);
        if (applied.direction().worsening(change.before(), change.after()) > 0) {
            return updated(
                    open,
                    event,
                    applied,
                    severity == null ? Severity.INFO : severity,
                    change.after(),
                    AlertReason.CONFIRMED,
                    "confirmed: the level is now " + AlertText.fixed2(change.after()) + open.unit());
        }
        return severity == null ? resolved(open, event, applied) : null;
    }

    /**
     * What the level of a confirmed regression means for its alert although no change was confirmed, as where a level drifts: resolved
     * when the median of the newest measurements, all of them after the change, is no longer worse than the level before by more than
     * the threshold; updated when that median is more severe than the alert; else null, nothing to tell.
     */
    static @Nullable RegressionAlert drifted(
            RegressionAlert open, MetricEvent event, double median, EffectivePolicy applied) {
        Severity severity = PercentChange.severity(open.previousValue(), median, applied);
        if (severity == null) {
            boolean wasAbove = PercentChange.severity(open.previousValue(), open.currentValue(), applied) != null;
            return wasAbove ? resolved(open, event, applied) : null;
        }
        return severity.compareTo(open.severity()) > 0
                ? updated(
                        open,
                        event,
                        applied,
                        severity,
                        median,
                        AlertReason.WORSENED,
                        "it became worse: the newest measurements are around " + AlertText.fixed2(median) + open.unit())
                : null;
    }

    private static RegressionAlert resolved(RegressionAlert open, MetricEvent event, EffectivePolicy applied) {
        return AlertRevision.by(event, applied, open)
                .state(AlertState.RESOLVED)
                .because(
                        AlertReason.RECOVERED,
                        "back within the threshold of the level before the regression, " + previous(open));
    }

    /** An alert of a series that is measured in a unit of another kind from now on. */
    static RegressionAlert ofOldUnit(RegressionAlert open, MetricEvent event, EffectivePolicy applied) {
        return AlertRevision.by(event, applied, open)
                .state(AlertState.RESOLVED)
                .unit(open.unit())
                .because(
                        AlertReason.UNIT_CHANGED,
                        "the series is measured in '" + event.unit() + "' now, which cannot be compared with '"
                                + open.unit() + "'");
    }

    private static RegressionAlert withdrawn(RegressionAlert open, MetricEvent event, EffectivePolicy applied) {
        return AlertRevision.by(event, applied, open)
                .state(AlertState.WITHDRAWN)
                .because(
                        AlertReason.REFUTED,
                        "the next measurement refutes it: back within the threshold of " + previous(open));
    }

    private static String previous(RegressionAlert open) {
        return AlertText.fixed2(open.previousValue()) + open.unit();
    }

    /** An alert that somebody has taken or snoozed stays so, unless it becomes more severe than what was taken. */
    private static RegressionAlert updated(
            RegressionAlert open,
            MetricEvent event,
            EffectivePolicy applied,
            Severity severity,
            double current,
            AlertReason code,
            String reason) {
        boolean moreSevere = severity.compareTo(open.severity()) > 0;
        return AlertRevision.by(event, applied, open)
                .state(moreSevere ? AlertState.OPEN : open.state())
                .severity(severity.max(open.severity()))
                .current(event, current)
                .because(code, reason);
    }
}
