package dev.backslide.core.detection;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.AlertState;
import dev.backslide.core.ChangePercent;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** The next revision of an alert: what is not set stays as it was. Not thread-safe. */
final class AlertRevision {

    private final String alertId;
    private final int lastRevision;
    private final RegressionAlert last;
    private AlertState state;
    private Severity severity;
    private Direction direction;
    private String unit;
    private String category;
    private double currentValue;
    private double thresholdPercent;
    private double floor;
    private Instant timestamp;
    private String eventId;
    private String message;
    private @Nullable String actor;
    private @Nullable Instant snoozedUntil;
    private @Nullable Double pinnedBaseline;

    private AlertRevision(RegressionAlert last, String alertId, int lastRevision, Instant timestamp, String eventId) {
        this.alertId = alertId;
        this.lastRevision = lastRevision;
        this.last = last;
        this.state = last.state();
        this.severity = last.severity();
        this.direction = last.direction();
        this.unit = last.unit();
        this.category = last.category();
        this.currentValue = last.currentValue();
        this.thresholdPercent = last.thresholdPercent();
        this.floor = last.floor();
        this.timestamp = timestamp;
        this.eventId = eventId;
        this.message = last.message();
        this.snoozedUntil = last.snoozedUntil();
        this.pinnedBaseline = last.pinnedBaseline();
    }

    /** A revision that a measurement causes. */
    static AlertRevision by(MetricEvent event, Applied applied, RegressionAlert last) {
        AlertRevision revision =
                new AlertRevision(last, last.alertId(), last.revision(), event.timestamp(), event.eventId());
        revision.direction = applied.direction();
        revision.unit = event.unit();
        revision.category = event.category();
        revision.thresholdPercent = applied.thresholdPercent();
        revision.floor = applied.floor();
        return revision;
    }

    /**
     * A revision of one alert that says what another does, because of a late measurement.
     *
     * @param said by the other
     * @param lastRevision of the one; 0: there was none
     */
    static AlertRevision of(RegressionAlert said, String alertId, int lastRevision, MetricEvent late) {
        return new AlertRevision(said, alertId, lastRevision, late.timestamp(), late.eventId());
    }

    /** The same alert as if nobody had done anything about it. */
    static RegressionAlert untouched(RegressionAlert alert) {
        return new AlertRevision(alert, alert.alertId(), alert.revision(), alert.timestamp(), alert.eventId())
                .state(AlertState.OPEN)
                .because(alert.reason());
    }

    /** A revision that somebody asks for. */
    static AlertRevision by(AlertCommand command, RegressionAlert last) {
        AlertRevision revision =
                new AlertRevision(last, last.alertId(), last.revision(), command.timestamp(), command.commandId());
        revision.actor = command.actor();
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
        unit = ofNumbers;
        return this;
    }

    AlertRevision severity(Severity newSeverity) {
        severity = newSeverity;
        return this;
    }

    /** The measurement or level that the revision is about, and the message for it. */
    AlertRevision current(MetricEvent event, double value) {
        currentValue = value;
        message = AlertText.message(event, last.previousValue(), value, ChangePercent.of(last.previousValue(), value));
        return this;
    }

    AlertRevision pinnedBaseline(@Nullable Double value) {
        pinnedBaseline = value;
        return this;
    }

    RegressionAlert because(String reason) {
        return new RegressionAlert(
                alertId,
                last.fingerprint(),
                lastRevision + 1,
                state,
                severity,
                last.seriesKey(),
                last.metricName(),
                last.modelName(),
                unit,
                category,
                direction,
                last.detector(),
                last.previousValue(),
                currentValue,
                ChangePercent.of(last.previousValue(), currentValue),
                thresholdPercent,
                floor,
                last.noisePercent(),
                last.strength(),
                timestamp,
                last.openedAt(),
                eventId,
                last.lastGoodCommit(),
                last.firstBadCommit(),
                message,
                reason,
                pinnedBaseline,
                actor,
                snoozedUntil);
    }
}
