package dev.backslide.core;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The command of a person about an alert or a series. Immutable.
 *
 * @param commandId idempotency key, 1 to 100 characters: the same command sent twice counts once
 * @param action what to do
 * @param seriesKey canonical text of {@link SeriesKey}
 * @param alertId the alert it is about; null: the open alert of the series
 * @param actor the person, 1 to 200 characters
 * @param timestamp when it was given, UTC, microseconds
 * @param reason why, at most 2,000 characters; may be empty
 * @param until when a snooze ends, after {@code timestamp}; null unless the action is SNOOZE
 * @param value baseline to pin, finite, in the metric's unit; null: the newest measurement, or the action is not SET_BASELINE
 * @since 0.1
 */
public record AlertCommand(
        String commandId,
        AlertAction action,
        String seriesKey,
        @Nullable String alertId,
        String actor,
        Instant timestamp,
        String reason,
        @Nullable Instant until,
        @Nullable Double value) {

    private static final int MAX_ID = 100;
    private static final int MAX_ACTOR = 200;
    private static final int MAX_REASON = 2_000;

    public AlertCommand {
        Text.requireName("command_id", commandId, MAX_ID);
        SeriesKey.parse(seriesKey);
        Text.requireName("actor", actor, MAX_ACTOR);
        Text.requireText("reason", reason, MAX_REASON);
        timestamp = timestamp.truncatedTo(ChronoUnit.MICROS);
        until = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
        if ((action == AlertAction.SNOOZE) != (until != null)) {
            throw new InvalidMetricException("until was '" + until + "' but " + action.label()
                    + (action == AlertAction.SNOOZE ? " needs the time at which it ends" : " has no end")
                    + "; correct it");
        }
        if (until != null && !until.isAfter(timestamp)) {
            throw new InvalidMetricException(
                    "until was " + until + " but it must be after " + timestamp + "; name a later time");
        }
        if (value != null && (action != AlertAction.SET_BASELINE || !Double.isFinite(value))) {
            throw new InvalidMetricException("value was " + value
                    + " but it must be a finite number, and only set-baseline takes one; correct it or leave it out");
        }
    }
}
