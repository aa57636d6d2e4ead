package dev.backslide.core;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * Builds a {@link RegressionAlert}; a value that is not set keeps the default of its setter. Not thread-safe.
 *
 * @since 0.1
 */
public final class RegressionAlertBuilder {

    private @Nullable String alertId;
    private @Nullable String fingerprint;
    private int revision = 1;
    private AlertState state = AlertState.OPEN;
    private @Nullable Severity severity;
    private @Nullable String seriesKey;
    private @Nullable String metricName;
    private @Nullable String modelName;
    private String unit = "";
    private String category = MetricEventBuilder.DEFAULT_CATEGORY;
    private Direction direction = Direction.UNKNOWN;
    private @Nullable String detector;
    private double previousValue;
    private double currentValue;
    private @Nullable Double changePercent;
    private double thresholdPercent;
    private double floor;
    private @Nullable Double noisePercent;
    private @Nullable Double strength;
    private @Nullable Instant timestamp;
    private @Nullable Instant openedAt;
    private @Nullable String eventId;
    private @Nullable String lastGoodCommit;
    private @Nullable String firstBadCommit;
    private String message = "";
    private AlertReason reasonCode = AlertReason.UNKNOWN;
    private String reason = "";
    private @Nullable Double pinnedBaseline;
    private @Nullable String actor;
    private @Nullable Instant snoozedUntil;

    RegressionAlertBuilder() {}

    /** With every value of another one. */
    RegressionAlertBuilder(RegressionAlert alert) {
        alertId = alert.alertId();
        fingerprint = alert.fingerprint();
        revision = alert.revision();
        state = alert.state();
        severity = alert.severity();
        seriesKey = alert.seriesKey();
        metricName = alert.metricName();
        modelName = alert.modelName();
        unit = alert.unit();
        category = alert.category();
        direction = alert.direction();
        detector = alert.detector();
        previousValue = alert.previousValue();
        currentValue = alert.currentValue();
        changePercent = alert.changePercent();
        thresholdPercent = alert.thresholdPercent();
        floor = alert.floor();
        noisePercent = alert.noisePercent();
        strength = alert.strength();
        timestamp = alert.timestamp();
        openedAt = alert.openedAt();
        eventId = alert.eventId();
        lastGoodCommit = alert.lastGoodCommit();
        firstBadCommit = alert.firstBadCommit();
        message = alert.message();
        reasonCode = alert.reasonCode();
        reason = alert.reason();
        pinnedBaseline = alert.pinnedBaseline();
        actor = alert.actor();
        snoozedUntil = alert.snoozedUntil();
    }

    /** The same for all revisions; required. */
    public RegressionAlertBuilder alertId(String newAlertId) {
        alertId = newAlertId;
        return this;
    }

    /** The same for every alert of one series; required. */
    public RegressionAlertBuilder fingerprint(String newFingerprint) {
        fingerprint = newFingerprint;
        return this;
    }

    /** At least 1; default: 1, as when raised. */
    public RegressionAlertBuilder revision(int newRevision) {
        revision = newRevision;
        return this;
    }

    /** State of the alert; default: OPEN. */
    public RegressionAlertBuilder state(AlertState newState) {
        state = newState;
        return this;
    }

    /** The worst since it was raised; required. */
    public RegressionAlertBuilder severity(Severity newSeverity) {
        severity = newSeverity;
        return this;
    }

    /** Canonical text of {@link SeriesKey}; required. */
    public RegressionAlertBuilder seriesKey(String newSeriesKey) {
        seriesKey = newSeriesKey;
        return this;
    }

    /** Name of the metric; required. */
    public RegressionAlertBuilder metricName(String newMetricName) {
        metricName = newMetricName;
        return this;
    }

    /** Name of the measured model; required. */
    public RegressionAlertBuilder modelName(String newModelName) {
        modelName = newModelName;
        return this;
    }

    /** Unit of the values; default: empty. */
    public RegressionAlertBuilder unit(String newUnit) {
        unit = newUnit;
        return this;
    }

    /** Of the metric; default: {@value MetricEventBuilder#DEFAULT_CATEGORY}. */
    public RegressionAlertBuilder category(String newCategory) {
        category = newCategory;
        return this;
    }

    /** Which way is better; default: UNKNOWN. */
    public RegressionAlertBuilder direction(Direction newDirection) {
        direction = newDirection;
        return this;
    }

    /** The rule that raised it; required. */
    public RegressionAlertBuilder detector(String newDetector) {
        detector = newDetector;
        return this;
    }

    /** Level before the regression, in its unit; default: 0. */
    public RegressionAlertBuilder previousValue(double newPreviousValue) {
        previousValue = newPreviousValue;
        return this;
    }

    /** Measurement or level that this revision is about, in its unit; default: 0. */
    public RegressionAlertBuilder currentValue(double newCurrentValue) {
        currentValue = newCurrentValue;
        return this;
    }

    /** Signed change from previous to current; default: null, none. */
    public RegressionAlertBuilder changePercent(@Nullable Double newChangePercent) {
        changePercent = newChangePercent;
        return this;
    }

    /** As applied; default: 0. */
    public RegressionAlertBuilder thresholdPercent(double newThresholdPercent) {
        thresholdPercent = newThresholdPercent;
        return this;
    }

    /** In the metric's unit, as applied; default: 0. */
    public RegressionAlertBuilder floor(double newFloor) {
        floor = newFloor;
        return this;
    }

    /** The change that the series' own noise explains, as a percentage of the previous level; default: null, not known. */
    public RegressionAlertBuilder noisePercent(@Nullable Double newNoisePercent) {
        noisePercent = newNoisePercent;
        return this;
    }

    /** Evidence for the change as −log10 of its p-value; default: null, none. */
    public RegressionAlertBuilder strength(@Nullable Double newStrength) {
        strength = newStrength;
        return this;
    }

    /** Time of the measurement that caused this revision, UTC; required. */
    public RegressionAlertBuilder timestamp(Instant newTimestamp) {
        timestamp = newTimestamp;
        return this;
    }

    /** Time of the first measurement of the new level, UTC; required. */
    public RegressionAlertBuilder openedAt(Instant newOpenedAt) {
        openedAt = newOpenedAt;
        return this;
    }

    /** Event that caused this revision; required. */
    public RegressionAlertBuilder eventId(String newEventId) {
        eventId = newEventId;
        return this;
    }

    /** Commit of the last measurement before the change; default: null, not known. */
    public RegressionAlertBuilder lastGoodCommit(@Nullable String newLastGoodCommit) {
        lastGoodCommit = newLastGoodCommit;
        return this;
    }

    /** Commit of the first measurement of the new level; default: null, not known. */
    public RegressionAlertBuilder firstBadCommit(@Nullable String newFirstBadCommit) {
        firstBadCommit = newFirstBadCommit;
        return this;
    }

    /** For people, in the specification's words; default: empty. */
    public RegressionAlertBuilder message(String newMessage) {
        message = newMessage;
        return this;
    }

    /** Why the state changed; default: UNKNOWN. */
    public RegressionAlertBuilder reasonCode(AlertReason newReasonCode) {
        reasonCode = newReasonCode;
        return this;
    }

    /** The same as one sentence for a person; default: empty. */
    public RegressionAlertBuilder reason(String newReason) {
        reason = newReason;
        return this;
    }

    /** Value that a person pinned as the baseline of the series; default: null, none is pinned. */
    public RegressionAlertBuilder pinnedBaseline(@Nullable Double newPinnedBaseline) {
        pinnedBaseline = newPinnedBaseline;
        return this;
    }

    /** Who changed the state; default: null, the detector itself. */
    public RegressionAlertBuilder actor(@Nullable String newActor) {
        actor = newActor;
        return this;
    }

    /** When a snooze ends, UTC; default: null, not snoozed. */
    public RegressionAlertBuilder snoozedUntil(@Nullable Instant newSnoozedUntil) {
        snoozedUntil = newSnoozedUntil;
        return this;
    }

    /**
     * The alert.
     *
     * @throws NullPointerException naming the required value that was not set
     */
    public RegressionAlert build() {
        return new RegressionAlert(
                Objects.requireNonNull(alertId, "alertId"),
                Objects.requireNonNull(fingerprint, "fingerprint"),
                revision,
                state,
                Objects.requireNonNull(severity, "severity"),
                Objects.requireNonNull(seriesKey, "seriesKey"),
                Objects.requireNonNull(metricName, "metricName"),
                Objects.requireNonNull(modelName, "modelName"),
                unit,
                category,
                direction,
                Objects.requireNonNull(detector, "detector"),
                previousValue,
                currentValue,
                changePercent,
                thresholdPercent,
                floor,
                noisePercent,
                strength,
                Objects.requireNonNull(timestamp, "timestamp"),
                Objects.requireNonNull(openedAt, "openedAt"),
                Objects.requireNonNull(eventId, "eventId"),
                lastGoodCommit,
                firstBadCommit,
                message,
                reasonCode,
                reason,
                pinnedBaseline,
                actor,
                snoozedUntil);
    }
}
