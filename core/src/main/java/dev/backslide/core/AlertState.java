package dev.backslide.core;

/**
 * Where an alert is in its life. Immutable.
 *
 * @since 0.1
 */
public enum AlertState {
    /** Raised, nobody has answered yet. */
    OPEN,
    /** Somebody has taken it. */
    ACKNOWLEDGED,
    /** Quiet until a time. */
    SNOOZED,
    /** Accepted as the new baseline. */
    EXPECTED,
    /** The metric recovered. */
    RESOLVED,
    /** Later data refuted it. */
    WITHDRAWN;

    /** Whether further bad measurements update this alert instead of raising another. */
    public boolean isOpen() {
        return this == OPEN || this == ACKNOWLEDGED || this == SNOOZED;
    }
}
