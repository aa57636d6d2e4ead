package dev.backslide.core;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * Builds a {@link MetricVerdict}; a value that is not set keeps the default of its setter. Not thread-safe.
 *
 * @since 0.1
 */
public final class MetricVerdictBuilder {

    private @Nullable String eventId;
    private @Nullable String seriesKey;
    private @Nullable Verdict verdict;
    private @Nullable Severity severity;
    private Direction direction = Direction.UNKNOWN;
    private double value;
    private String unit = "";
    private @Nullable Double baseline;
    private @Nullable Double changePercent;
    private double thresholdPercent;
    private double floor;
    private @Nullable Double noisePercent;
    private @Nullable Double noise;
    private @Nullable Double strength;
    private @Nullable Double pinnedBaseline;
    private @Nullable String alertId;
    private @Nullable Instant timestamp;
    private VerdictReason reasonCode = VerdictReason.UNKNOWN;
    private String reason = "";

    MetricVerdictBuilder() {}

    /** With every value of another one. */
    MetricVerdictBuilder(MetricVerdict other) {
        eventId = other.eventId();
        seriesKey = other.seriesKey();
        verdict = other.verdict();
        severity = other.severity();
        direction = other.direction();
        value = other.value();
        unit = other.unit();
        baseline = other.baseline();
        changePercent = other.changePercent();
        thresholdPercent = other.thresholdPercent();
        floor = other.floor();
        noisePercent = other.noisePercent();
        noise = other.noise();
        strength = other.strength();
        pinnedBaseline = other.pinnedBaseline();
        alertId = other.alertId();
        timestamp = other.timestamp();
        reasonCode = other.reasonCode();
        reason = other.reason();
    }

    /** The event it answers; required. */
    public MetricVerdictBuilder eventId(String newEventId) {
        eventId = newEventId;
        return this;
    }

    /** Canonical text of {@link SeriesKey}; required. */
    public MetricVerdictBuilder seriesKey(String newSeriesKey) {
        seriesKey = newSeriesKey;
        return this;
    }

    /** The answer; required. */
    public MetricVerdictBuilder verdict(Verdict newVerdict) {
        verdict = newVerdict;
        return this;
    }

    /** Default: null, as of PASS and INCONCLUSIVE. */
    public MetricVerdictBuilder severity(@Nullable Severity newSeverity) {
        severity = newSeverity;
        return this;
    }

    /** Which way is better, as applied; default: UNKNOWN. */
    public MetricVerdictBuilder direction(Direction newDirection) {
        direction = newDirection;
        return this;
    }

    /** The measurement, in its unit; default: 0. */
    public MetricVerdictBuilder value(double newValue) {
        value = newValue;
        return this;
    }

    /** Unit of value and baseline; default: empty. */
    public MetricVerdictBuilder unit(String newUnit) {
        unit = newUnit;
        return this;
    }

    /** The value that it was compared with, in its unit; default: null, none. */
    public MetricVerdictBuilder baseline(@Nullable Double newBaseline) {
        baseline = newBaseline;
        return this;
    }

    /** Signed change from the baseline; default: null, none. */
    public MetricVerdictBuilder changePercent(@Nullable Double newChangePercent) {
        changePercent = newChangePercent;
        return this;
    }

    /** As applied; default: 0. */
    public MetricVerdictBuilder thresholdPercent(double newThresholdPercent) {
        thresholdPercent = newThresholdPercent;
        return this;
    }

    /** In the metric's unit, as applied; default: 0. */
    public MetricVerdictBuilder floor(double newFloor) {
        floor = newFloor;
        return this;
    }

    /** The change that the series' own noise explains, as a percentage of the baseline; default: null, not known. */
    public MetricVerdictBuilder noisePercent(@Nullable Double newNoisePercent) {
        noisePercent = newNoisePercent;
        return this;
    }

    /** The same in the metric's unit; default: null, not known. */
    public MetricVerdictBuilder noise(@Nullable Double newNoise) {
        noise = newNoise;
        return this;
    }

    /** Evidence for a confirmed change as −log10 of its p-value; default: null, none was confirmed. */
    public MetricVerdictBuilder strength(@Nullable Double newStrength) {
        strength = newStrength;
        return this;
    }

    /** Value that a person pinned as the baseline of the series; default: null, none is pinned. */
    public MetricVerdictBuilder pinnedBaseline(@Nullable Double newPinnedBaseline) {
        pinnedBaseline = newPinnedBaseline;
        return this;
    }

    /** The open alert of the series; default: null, none is open. */
    public MetricVerdictBuilder alertId(@Nullable String newAlertId) {
        alertId = newAlertId;
        return this;
    }

    /** When the measurement was taken; required. */
    public MetricVerdictBuilder timestamp(Instant newTimestamp) {
        timestamp = newTimestamp;
        return this;
    }

    /** The deciding reason; default: UNKNOWN. */
    public MetricVerdictBuilder reasonCode(VerdictReason newReasonCode) {
        reasonCode = newReasonCode;
        return this;
    }

    /** The same as one sentence for a person; default: empty. */
    public MetricVerdictBuilder reason(String newReason) {
        reason = newReason;
        return this;
    }

    /**
     * The verdict.
     *
     * @throws NullPointerException naming the required value that was not set
     */
    public MetricVerdict build() {
        return new MetricVerdict(
                Objects.requireNonNull(eventId, "eventId"),
                Objects.requireNonNull(seriesKey, "seriesKey"),
                Objects.requireNonNull(verdict, "verdict"),
                severity,
                direction,
                value,
                unit,
                baseline,
                changePercent,
                thresholdPercent,
                floor,
                noisePercent,
                noise,
                strength,
                pinnedBaseline,
                alertId,
                Objects.requireNonNull(timestamp, "timestamp"),
                reasonCode,
                reason);
    }
}
