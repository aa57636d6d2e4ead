package dev.backslide.core;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.DoubleUnaryOperator;

/**
 * The verdict on one event that requested it, with the applied policy. Made by {@link #builder}: the constructor grows with the fields and
 * is no API.
 * Immutable.
 *
 * @param eventId the event it answers
 * @param seriesKey canonical text of {@link SeriesKey}
 * @param verdict the answer
 * @param severity null unless the verdict is REGRESSION or SUSPECT
 * @param direction which way is better, as applied
 * @param value the measurement, in its unit
 * @param unit of value and baseline
 * @param baseline the value that it was compared with, in its unit; null when there was none
 * @param changePercent signed change from the baseline; null without a baseline or when that is 0
 * @param thresholdPercent as applied
 * @param floor in the metric's unit, as applied: smaller changes never count; at least 0
 * @param noisePercent the change that this series' own noise explains, as a percentage of the baseline; null: not known, or the baseline
 *     is 0
 * @param noise the same in the metric's unit; null: not known
 * @param strength evidence for a confirmed change as −log10 of its p-value; null: none was confirmed
 * @param pinnedBaseline value that a person pinned as the baseline of the series; null: none is pinned
 * @param alertId the open alert of the series; null when none is open
 * @param timestamp when the measurement was taken
 * @param reasonCode the deciding reason
 * @param reason the same as one sentence for a person
 * @since 0.1
 */
public record MetricVerdict(
        String eventId,
        String seriesKey,
        Verdict verdict,
        @Nullable Severity severity,
        Direction direction,
        double value,
        String unit,
        @Nullable Double baseline,
        @Nullable Double changePercent,
        double thresholdPercent,
        double floor,
        @Nullable Double noisePercent,
        @Nullable Double noise,
        @Nullable Double strength,
        @Nullable Double pinnedBaseline,
        @Nullable String alertId,
        Instant timestamp,
        VerdictReason reasonCode,
        String reason) {

    /** How many times what noise explains no single measurement goes by chance. */
    private static final double BEYOND_CHANCE = 3;

    /** A builder of one, with nothing set. */
    public static MetricVerdictBuilder builder() {
        return new MetricVerdictBuilder();
    }

    /**
     * Whether it is worse beyond doubt: a REGRESSION, or a critical SUSPECT that is at least three times as far from its baseline as
     * noise explains. One run, of a pull request say, has no following measurements that could confirm it.
     */
    public boolean isEvident() {
        return isEvident(verdict, severity, value, baseline, noise, noisePercent);
    }

    /**
     * The same verdict in the unit of the event that it answers.
     *
     * @param inUnit turns a number of this verdict's unit into one of the event's
     */
    public MetricVerdict of(MetricEvent event, DoubleUnaryOperator inUnit) {
        return new MetricVerdictBuilder(this)
                .value(event.value())
                .unit(event.unit())
                .baseline(converted(baseline, inUnit))
                .floor(inUnit.applyAsDouble(floor))
                .noise(converted(noise, inUnit))
                .pinnedBaseline(converted(pinnedBaseline, inUnit))
                .build();
    }

    private static @Nullable Double converted(@Nullable Double number, DoubleUnaryOperator inUnit) {
        return number == null ? null : Double.valueOf(inUnit.applyAsDouble(number));
    }

    /** As {@link #isEvident()}, of a verdict's parts. */
    public static boolean isEvident(
            Verdict verdict,
            @Nullable Severity severity,
            double value,
            @Nullable Double baseline,
            @Nullable Double noise,
            @Nullable Double noisePercent) {
        return switch (verdict) {
            case REGRESSION -> true;
            case SUSPECT ->
                severity == Severity.CRITICAL
                        && baseline != null
                        && isBeyondChance(value, baseline, noise, noisePercent);
            case PASS, INCONCLUSIVE -> false;
        };
    }

    /** In the metric's unit: from a baseline of 0 nothing has a percentage. Verdicts of earlier versions have only that. */
    private static boolean isBeyondChance(
            double value, double baseline, @Nullable Double noise, @Nullable Double noisePercent) {
        Double explained = noise;
        if (explained == null && noisePercent != null) {
            explained = noisePercent / 100 * Math.abs(baseline);
        }
        return explained != null && Math.abs(value / BEYOND_CHANCE - baseline / BEYOND_CHANCE) >= explained;
    }
}
