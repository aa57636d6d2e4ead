package dev.backslide.core;

/**
 * Why an alert changed, for programs: the sentence beside it is for people and may be reworded. Constants cross the wire by name and are
 * never renamed. Immutable.
 *
 * @since 0.1
 */
public enum AlertReason {
    /** A regression was found. */
    RAISED,
    /** The alert was over, and its change is confirmed. */
    REOPENED,
    /** The snooze ended and the regression is still there. */
    SNOOZE_ENDED,
    /** It is more severe than before. */
    WORSENED,
    /** The newest measurement is a regression as well. */
    REPEATED,
    /** A change of level was confirmed, further for the worse. */
    CONFIRMED,
    /** Back within the threshold of the level before. */
    RECOVERED,
    /** The next measurement refutes it. */
    REFUTED,
    /** The series continues in a unit that cannot be compared. */
    UNIT_CHANGED,
    /** A measurement that came late changed the history, and so the alert's figures or its end. */
    HISTORY_CHANGED,
    /** A person acknowledged it. */
    ACKNOWLEDGED,
    /** A person snoozed it. */
    SNOOZED,
    /** A person accepted the new level. */
    EXPECTED,
    /** A person closed it. */
    RESET,
    /** A code of a later version, or an alert of an earlier one, which had none. */
    UNKNOWN
}
