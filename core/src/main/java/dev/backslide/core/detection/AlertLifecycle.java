package dev.backslide.core.detection;

import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Severity;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/** One regression, one alert: how an alert is raised, worsens and ends. Stateless: every step is a new revision. */
final class AlertLifecycle {

    private AlertLifecycle() {}

    /**
     * Raises an alert.
     *
     * @param change the confirmed change; null where one measurement was compared with the one before
     * @param before last measurement of the old level
     * @param first first measurement of the new level
     */
    static RegressionAlert raise(
            SeriesKey series,
            MetricEvent event,
            Judgement judgement,
            Applied applied,
            @Nullable LevelChange change,
            HistoryPoint before,
            HistoryPoint first) {
        double previous = Objects.requireNonNull(judgement.baseline());
        double current = change == null ? event.value() : change.after();
        String key = series.toString();
        String identity = key + "|" + first.orderMicros() + "|" + first.eventHash();
        return new RegressionAlert(
                UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                        .toString(),
                StableHash.hex(key),
                1,
                AlertState.OPEN,
                Objects.requireNonNull(judgement.severity()),
                key,
                event.name(),
                event.modelName(),
                event.unit(),
                event.category(),
                applied.direction(),
                (change == null ? DetectorKind.PREVIOUS : DetectorKind.ADAPTIVE).label(),
                previous,
                current,
                judgement.changePercent(),
                applied.thresholdPercent(),
                judgement.noisePercent(),
                change == null ? null : change.strength(),
                event.timestamp(),
                first.orderTime(),
                event.eventId(),
                before.commit(),
                first.commit(),
                AlertText.message(event, previous, current, judgement.changePercent()),
                AlertText.reason(event, judgement, applied));
    }

    /**
     * What the newest measurement means for an open alert under the previous-value rule: resolved once it is no longer worse
     * than the level before the regression by more than the threshold; updated when it became worse again; else null, nothing to
     * tell.
     */
    static @Nullable RegressionAlert follow(
            RegressionAlert open, MetricEvent event, Judgement judgement, Applied applied) {
        Severity severity = PercentChange.severity(open.previousValue(), event.value(), applied);
        if (severity == null) {
            return resolved(open, event, applied);
        }
        boolean worsened = severity.compareTo(open.severity()) > 0;
        if (!worsened && judgement.severity() == null) {
            return null;
        }
        String reason = worsened ? "it became worse: " + severity.label() : AlertText.reason(event, judgement, applied);
        return updated(open, event, applied, severity, event.value(), reason);
    }

    /**
     * What a confirmed change of level means for an open alert: resolved when the new level is no longer worse than the one before
     * the regression by more than the threshold; updated when it is worse than the alert knows; else null, nothing to tell.
     */
    static @Nullable RegressionAlert follow(
            RegressionAlert open, MetricEvent event, LevelChange change, Applied applied) {
        Severity severity = PercentChange.severity(open.previousValue(), change.after(), applied);
        if (applied.direction().worsening(change.before(), change.after()) > 0) {
            return updated(
                    open,
                    event,
                    applied,
                    severity == null ? Severity.INFO : severity,
                    change.after(),
                    "confirmed: the level is now " + AlertText.fixed2(change.after()) + open.unit());
        }
        return severity == null ? resolved(open, event, applied) : null;
    }

    private static RegressionAlert resolved(RegressionAlert open, MetricEvent event, Applied applied) {
        return next(
                open,
                event,
                applied,
                AlertState.RESOLVED,
                open.severity(),
                open.currentValue(),
                "back within the threshold of the level before the regression, "
                        + AlertText.fixed2(open.previousValue()) + open.unit());
    }

    private static RegressionAlert updated(
            RegressionAlert open,
            MetricEvent event,
            Applied applied,
            Severity severity,
            double current,
            String reason) {
        return next(open, event, applied, open.state(), severity.max(open.severity()), current, reason);
    }

    private static RegressionAlert next(
            RegressionAlert open,
            MetricEvent event,
            Applied applied,
            AlertState state,
            Severity severity,
            double current,
            String reason) {
        Double change = PercentChange.of(open.previousValue(), current);
        return new RegressionAlert(
                open.alertId(),
                open.fingerprint(),
                open.revision() + 1,
                state,
                severity,
                open.seriesKey(),
                open.metricName(),
                open.modelName(),
                event.unit(),
                event.category(),
                applied.direction(),
                open.detector(),
                open.previousValue(),
                current,
                change,
                applied.thresholdPercent(),
                open.noisePercent(),
                open.strength(),
                event.timestamp(),
                open.openedAt(),
                event.eventId(),
                open.lastGoodCommit(),
                open.firstBadCommit(),
                AlertText.message(event, open.previousValue(), current, change),
                reason);
    }
}
