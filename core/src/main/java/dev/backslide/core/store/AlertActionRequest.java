package dev.backslide.core.store;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * What somebody wants done, by whom and why. Immutable.
 *
 * @param action what to do
 * @param by who wants it
 * @param reason why; may be empty
 * @param until when a snooze ends; null: it is none
 * @param value baseline to pin, in the metric's unit; null: the newest measurement, or none is pinned
 * @since 0.1
 */
public record AlertActionRequest(
        AlertAction action,
        String by,
        String reason,
        @Nullable Instant until,
        @Nullable Double value) {

    /** The same request, with an end of a snooze. */
    public AlertActionRequest until(Instant end) {
        return new AlertActionRequest(action, by, reason, end, value);
    }

    /** The same request, with a baseline; null: the newest measurement, or none is pinned. */
    public AlertActionRequest value(@Nullable Double baseline) {
        return new AlertActionRequest(action, by, reason, until, baseline);
    }

    /**
     * The command for the detector.
     *
     * @param alertId null: it is about a series
     * @throws dev.backslide.core.InvalidMetricException where it breaks a rule of commands
     */
    public AlertCommand command(String seriesKey, @Nullable String alertId, Instant now) {
        return new AlertCommand(
                UUID.randomUUID().toString(), action, seriesKey, alertId, by, now, reason, until, value);
    }
}
