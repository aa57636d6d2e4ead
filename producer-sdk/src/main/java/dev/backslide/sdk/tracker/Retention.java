package dev.backslide.sdk.tracker;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Which measurements stay: those that meet both conditions. Alerts stay for ever. Immutable.
 *
 * @param keep newest measurements of each series that stay, at least 1; null: no matter how many
 * @param notBefore measurements that belong before this are dropped, UTC; null: no matter how old
 * @since 0.1
 */
public record Retention(@Nullable Integer keep, @Nullable Instant notBefore) {

    /** Everything stays. */
    public static final Retention EVERYTHING = new Retention(null, null);

    public Retention {
        if (keep != null && keep < 1) {
            throw new IllegalArgumentException("keep was " + keep + " but it must be at least 1");
        }
    }
}
