package dev.backslide.core.detection.monitor;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.AlertReason;
import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.RegressionAlertBuilder;
import dev.backslide.core.Severity;
import dev.backslide.core.detection.rule.EffectivePolicy;
import dev.backslide.core.statistics.ChangePercent;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** The next revision of an alert: what is not set stays as it was. Not thread-safe. */
final class AlertRevision {

    private final RegressionAlert last;
    private final RegressionAlertBuilder next;
    private AlertState state;
    private @Nullable Instant snoozedUntil;

    private AlertRevision(RegressionAlert last, int lastRevision, Instant timestamp, String eventId) {
        this.last = last;
        this.state = last.state();
        this.snoozedUntil = last.snoozedUntil();
        this.next = last.toBuilder()
                .revision(lastRevision + 1)
                .timestamp(timestamp)
                .eventId(eventId)
                .changePercent(ChangePercent.of(last.previousValue(), last.currentValue()))
                .actor(null);
    }

    /** A revision that a measurement causes. */
    static AlertRevision by(MetricEvent event, EffectivePolicy applied, RegressionAlert last) {
        AlertRevision revision = new AlertRevision(last, last.revision(), event.timestamp(), event.eventId());
        revision.next
                .direction(applied.direction())
                .unit(event.unit())
                .category(event.category())
                .thresholdPercent(applied.thresholdPercent())
                .floor(applied.floor());
        return revision;
    }

    /**
     * A revision of one alert that says what another does, because of a late measurement.
     *
     * @param said by the other
     * @param lastRevision of the one; 0: there was none
     */
    static AlertRevision of(RegressionAlert said, String alertId, int lastRevision, MetricEvent late) {
        AlertRevision revision = new AlertRevision(said, lastRevision, late.timestamp(), late.eventId());
        revision.next.alertId(alertId);
        return revision;
    }

    /** The same alert as if nobody had done anything about it. */
    static RegressionAlert untouched(RegressionAlert alert) {
        return new AlertRevision(alert, alert.revision(), alert.timestamp(), alert.eventId())
                .state(AlertState.OPEN)
                .because(alert.reasonCode(), alert.reason());
    }

    /** A revision that somebody asks for. */
    static AlertRevision by(AlertCommand command, RegressionAlert last) {
        AlertRevision revision = new AlertRevision(last, last.revision(), command.timestamp(), command.commandId());
        revision.next.actor(command.actor());
        return revision;
    }

    AlertRevision state(AlertState newState) {
        state = newState;
        snoozedUntil = newState == AlertState.SNOOZED ? snoozedUntil : null;
        return this;
    }

    AlertRevision snoozedUntil(@Nullable Instant until) {
        snoozedUntil = until;
        return this;
    }

    /** Where the measurement is in another unit than the alert's numbers are. */
    AlertRevision unit(String ofNumbers) {
        next.unit(ofNumbers);
        return this;
    }

    AlertRevision severity(Severity newSeverity) {
        next.severity(newSeverity);
        return this;
    }

    /** The measurement or level that the revision is about, and the message for it. */
    AlertRevision current(MetricEvent event, double value) {
        Double change = ChangePercent.of(last.previousValue(), value);
        next.currentValue(value)
                .changePercent(change)
                .message(AlertText.message(event, last.previousValue(), value, change));
        return this;
    }

    AlertRevision pinnedBaseline(@Nullable Double value) {
        next.pinnedBaseline(value);
        return this;
    }

    RegressionAlert because(AlertReason code, String reason) {
        return next.state(state)
                .snoozedUntil(snoozedUntil)
                .reasonCode(code)
                .reason(reason)
                .build();
    }
}
