package dev.backslide.sdk.tracker;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.VerdictOutcome.Received;
import org.jspecify.annotations.Nullable;

/**
 * One measurement and what became of it: a line of the results file. Made by {@link #of} and
 * {@link #unanswered}: the constructor grows with the fields and is no API. Immutable.
 *
 * @param eventId tells it from every other
 * @param seriesKey what it was compared within
 * @param modelName name of the measured model
 * @param name of the metric
 * @param value in its unit
 * @param unit of value and baseline; may be empty
 * @param verdict null: no answer came
 * @param severity null unless the verdict is REGRESSION or SUSPECT
 * @param baseline what it was compared with, in its unit; null: nothing
 * @param changePercent signed change from the baseline; null: none can be told
 * @param thresholdPercent as applied; null: not judged
 * @param noisePercent what the series' own noise explains, as a percentage of the baseline; null: not known, or the baseline is 0
 * @param noise the same in the metric's unit; null: not known
 * @param alertId the open alert of the series; null: none is open
 * @param timestamp when it was measured, ISO 8601; empty: not said
 * @param reasonCode the deciding reason of the verdict; null without one
 * @param reason the same as one sentence for a person; of a measurement without a verdict why there is none
 * @since 0.1
 */
public record MeasurementResult(
        String eventId,
        String seriesKey,
        String modelName,
        String name,
        double value,
        String unit,
        @Nullable Verdict verdict,
        @Nullable Severity severity,
        @Nullable Double baseline,
        @Nullable Double changePercent,
        @Nullable Double thresholdPercent,
        @Nullable Double noisePercent,
        @Nullable Double noise,
        @Nullable String alertId,
        String timestamp,
        @Nullable VerdictReason reasonCode,
        String reason) {

    /** A measurement that nobody has judged. */
    public static MeasurementResult unanswered(MetricEvent event, String seriesKey, String reason) {
        return new MeasurementResult(
                event.eventId(),
                seriesKey,
                event.modelName(),
                event.name(),
                event.value(),
                event.unit(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                event.timestamp().toString(),
                null,
                reason);
    }

    /** A measurement and what became of it. */
    public static MeasurementResult of(MetricEvent event, VerdictOutcome outcome) {
        if (outcome instanceof Received received) {
            return unanswered(event, "", "").answered(received.verdict());
        }
        String reason = outcome instanceof NoneCame none ? none.reason() : ((NotSent) outcome).message();
        return unanswered(event, SeriesKey.text(event.metricKey()), reason);
    }

    /** The same measurement with its answer. */
    public MeasurementResult answered(MetricVerdict answer) {
        return new MeasurementResult(
                eventId,
                answer.seriesKey(),
                modelName,
                name,
                value,
                unit,
                answer.verdict(),
                answer.severity(),
                answer.baseline(),
                answer.changePercent(),
                answer.thresholdPercent(),
                answer.noisePercent(),
                answer.noise(),
                answer.alertId(),
                timestamp,
                answer.reasonCode(),
                answer.reason());
    }

    /**
     * The same measurement, which raised an alert: a regression whatever its own verdict says.
     *
     * @param threshold that it is weighed by, as a percentage; null: the alert's own
     */
    public MeasurementResult raised(RegressionAlert alert, @Nullable Double threshold) {
        boolean isConfirmed = !alert.detector().equals(DetectorKind.PREVIOUS.label());
        return new MeasurementResult(
                eventId,
                alert.seriesKey(),
                modelName,
                name,
                value,
                unit,
                Verdict.REGRESSION,
                severity(alert, threshold),
                alert.previousValue(),
                alert.changePercent(),
                threshold == null ? Double.valueOf(alert.thresholdPercent()) : threshold,
                alert.noisePercent(),
                null,
                alert.alertId(),
                timestamp,
                isConfirmed ? VerdictReason.CONFIRMED_CHANGE : VerdictReason.BEYOND_THRESHOLD,
                alert.reason());
    }

    private static Severity severity(RegressionAlert alert, @Nullable Double threshold) {
        Double change = alert.changePercent();
        Severity weighed = threshold == null || change == null ? null : Severity.of(Math.abs(change), threshold);
        return weighed == null ? alert.severity() : weighed;
    }

    /** The same measurement without an answer, and why. */
    public MeasurementResult withReason(String why) {
        return new MeasurementResult(
                eventId,
                seriesKey,
                modelName,
                name,
                value,
                unit,
                verdict,
                severity,
                baseline,
                changePercent,
                thresholdPercent,
                noisePercent,
                noise,
                alertId,
                timestamp,
                reasonCode,
                why);
    }

    /** {@code model_name:name}. */
    public String metricKey() {
        return modelName + ":" + name;
    }

    /** Whether it is worse beyond doubt. */
    public boolean isEvident() {
        return verdict != null && MetricVerdict.isEvident(verdict, severity, value, baseline, noise, noisePercent);
    }

    /** Whether the series has no history yet. */
    public boolean isFirst() {
        return reasonCode == VerdictReason.FIRST_MEASUREMENT;
    }
}
