package dev.backslide.sink.store;

import dev.backslide.sink.settings.RetentionSettings;
import dev.backslide.sink.store.row.Micros;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * Which measurements stay: those that meet both conditions. Immutable.
 *
 * @param keep newest measurements of each series that stay, at least 1; null: no matter how many
 * @param notBefore measurements that belong before this are dropped, UTC; null: no matter how old
 */
public record Retention(@Nullable Integer keep, @Nullable Instant notBefore) {

    /** What stays by these settings at a time. */
    static Retention of(RetentionSettings settings, Instant now) {
        Duration maxAge = settings.maxAge();
        return new Retention(settings.keep(), maxAge == null ? null : now.minus(maxAge));
    }

    /** Whether one that belongs at this time is too old. */
    boolean isTooOld(long orderMicros) {
        return notBefore != null && orderMicros < Micros.of(notBefore);
    }
}
