package dev.backslide.core;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * An alert after one change of state; a higher revision replaces a lower one of the same id. Made by {@link
 * #builder}: the constructor grows with the fields and is no API. Immutable.
 *
 * @param alertId the same for all revisions, and the same when a history is replayed
 * @param fingerprint the same for every alert of one series, to group and silence by
 * @param revision 1 when raised, then one more for each change
 * @param state of the alert
 * @param severity the worst since it was raised, or opened again after its end
 * @param seriesKey canonical text of {@link SeriesKey}
 * @param metricName name of the metric
 * @param modelName name of the measured model
 * @param unit of the values
 * @param category of the metric
 * @param direction which way is better
 * @param detector the rule that raised it, e.g. {@code previous}
 * @param previousValue level before the regression, in its unit
 * @param currentValue the measurement or level that this revision is about, in its unit
 * @param changePercent signed change from previous to current; null when previous is 0
 * @param thresholdPercent as applied
 * @param noisePercent the change that the series' own noise explains, as a percentage of the previous level; null: not known
 * @param floor in the metric's unit, as applied: smaller changes never count; at least 0
 * @param strength evidence for the change as −log10 of its p-value; null where the rule has none
 * @param timestamp time of the measurement that caused this revision, UTC
 * @param openedAt time of the first measurement of the new level, UTC
 * @param eventId event that caused this revision
 * @param lastGoodCommit commit of the last measurement before the change; null: not known
 * @param firstBadCommit commit of the first measurement of the new level; null: not known
 * @param message for people, in the specification's words
 * @param reasonCode why the state changed
 * @param reason the same as one sentence for a person; of a command, the person's text
 * @param pinnedBaseline value that a person pinned as the baseline of the series; null: none is pinned
 * @param actor who changed the state; null: the detector itself. Of such a revision {@code eventId} is the command's id and
 *     {@code timestamp} the command's time
 * @param snoozedUntil when a snooze ends, UTC; null unless the state is SNOOZED
 * @since 0.1
 */
public record RegressionAlert(
        String alertId,
        String fingerprint,
        int revision,
        AlertState state,
        Severity severity,
        String seriesKey,
        String metricName,
        String modelName,
        String unit,
        String category,
        Direction direction,
        String detector,
        double previousValue,
        double currentValue,
        @Nullable Double changePercent,
        double thresholdPercent,
        double floor,
        @Nullable Double noisePercent,
        @Nullable Double strength,
        Instant timestamp,
        Instant openedAt,
        String eventId,
        @Nullable String lastGoodCommit,
        @Nullable String firstBadCommit,
        String message,
        AlertReason reasonCode,
        String reason,
        @Nullable Double pinnedBaseline,
        @Nullable String actor,
        @Nullable Instant snoozedUntil) {

    public RegressionAlert {
        if (revision < 1) {
            throw new IllegalArgumentException("revision < 1");
        }
    }

    /** A builder of one, with nothing set. */
    public static RegressionAlertBuilder builder() {
        return new RegressionAlertBuilder();
    }

    /** A builder of one that has every value of this one. */
    public RegressionAlertBuilder toBuilder() {
        return new RegressionAlertBuilder(this);
    }

    /** Whether this revision raises the alert: its first one, or one that opens it again after its end. */
    public boolean isRaised() {
        return revision == 1 || reasonCode == AlertReason.REOPENED;
    }
}
