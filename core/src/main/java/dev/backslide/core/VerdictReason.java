package dev.backslide.core;

/**
 * The deciding reason of a verdict, for programs: the sentence beside it is for people and may be reworded. Constants cross the wire by
 * name and are
 * never renamed. Immutable.
 *
 * @since 0.1
 */
public enum VerdictReason {
    /** INCONCLUSIVE: the first measurement of its series. */
    FIRST_MEASUREMENT,
    /** INCONCLUSIVE: neither policy nor category nor unit decides which way is better. */
    UNKNOWN_DIRECTION,
    /** INCONCLUSIVE: its time is before all that is kept of the series. */
    BEFORE_HISTORY,
    /** INCONCLUSIVE: its unit cannot be converted into the one of the series. */
    OTHER_UNIT,
    /** INCONCLUSIVE: the history begins again with it, in another unit. */
    NEW_UNIT,
    /** PASS: not worse than threshold or floor allow. */
    WITHIN_THRESHOLD,
    /** PASS: worse than the threshold, and no more than noise explains. */
    WITHIN_NOISE,
    /** PASS: a change of level was confirmed, and a person has closed the alert about it. */
    ACCEPTED_CHANGE,
    /** SUSPECT: worse than threshold and noise explain; the following measurements confirm or refute it. */
    UNCONFIRMED,
    /** REGRESSION of the previous-value rule: worse than the threshold. */
    BEYOND_THRESHOLD,
    /** A change of level was confirmed: a REGRESSION, or a PASS if it is less than the threshold. */
    CONFIRMED_CHANGE,
    /** REGRESSION: worse than the last accepted level, and the alert about that is open. */
    ALERT_OPEN,
    /** A code of a later version, or a verdict of an earlier one, which had none. */
    UNKNOWN
}
