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

    /** Raises an alert for a measurement that is worse than the one before its place. */
    static RegressionAlert raise(
            SeriesKey series,
            MetricEvent event,
            Judgement judgement,
            Applied applied,
            HistoryPoint before,
            HistoryPoint first) {
        double baseline = Objects.requireNonNull(judgement.baseline());
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
                PreviousRule.NAME,
                baseline,
                event.value(),
                judgement.changePercent(),
                applied.thresholdPercent(),
                judgement.noisePercent(),
                null,
                event.timestamp(),
                first.orderTime(),
                event.eventId(),
                before.commit(),
                first.commit(),
                AlertText.message(event, baseline, event.value(), judgement.changePercent()),
                AlertText.reason(event, judgement, applied));
    }

    /**
     * What the newest measurement means for an open alert: resolved once it is no longer worse than the level before the
     * regression by more than the threshold; updated when it became worse again; else null, nothing to tell.
     */
    static @Nullable RegressionAlert follow(
            RegressionAlert open, MetricEvent event, Judgement judgement, Applied applied) {
        Severity severity = PercentChange.severity(open.previousValue(), event.value(), applied);
        if (severity == null) {
            return next(
                    open,
                    event,
                    AlertState.RESOLVED,
                    open.severity(),
                    applied,
                    "back within the threshold of the level" + " before the regression, "
                            + AlertText.fixed2(open.previousValue()) + open.unit());
        }
        boolean worsened = severity.compareTo(open.severity()) > 0;
        if (!worsened && judgement.severity() == null) {
            return null;
        }
        return next(
                open,
                event,
                open.state(),
                severity.max(open.severity()),
                applied,
                worsened ? "it became worse: " + severity.label() : AlertText.reason(event, judgement, applied));
    }

    private static RegressionAlert next(
            RegressionAlert open,
            MetricEvent event,
            AlertState state,
            Severity severity,
            Applied applied,
            String reason) {
        Double change = PercentChange.of(open.previousValue(), event.value());
        boolean resolved = state == AlertState.RESOLVED;
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
                resolved ? open.currentValue() : event.value(),
                resolved ? open.changePercent() : change,
                applied.thresholdPercent(),
                open.noisePercent(),
                open.strength(),
                event.timestamp(),
                open.openedAt(),
                event.eventId(),
                open.lastGoodCommit(),
                open.firstBadCommit(),
                resolved ? open.message() : AlertText.message(event, open.previousValue(), event.value(), change),
                reason);
    }
}
