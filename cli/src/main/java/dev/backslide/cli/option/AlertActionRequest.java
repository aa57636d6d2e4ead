package dev.backslide.cli.option;

import dev.backslide.core.AlertAction;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What somebody wants done, by whom and why. Immutable.
 *
 * @param action what to do
 * @param by who wants it
 * @param reason why; may be empty
 * @param until when a snooze ends; null: it is none
 * @param value baseline to pin, in the metric's unit; null: the newest measurement, or none is pinned
 */
public record AlertActionRequest(
        AlertAction action,
        String by,
        String reason,
        @Nullable Instant until,
        @Nullable Double value) {

    public AlertActionRequest until(Instant end) {
        return new AlertActionRequest(action, by, reason, end, value);
    }

    public AlertActionRequest value(@Nullable Double baseline) {
        return new AlertActionRequest(action, by, reason, until, baseline);
    }
}
