package dev.backslide.core;

/**
 * State of an alert. Immutable.
 *
 * @since 0.1
 */
public enum AlertState {
    /** Raised, no person has reacted yet. */
    OPEN,
    /** A person has acknowledged it. */
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
