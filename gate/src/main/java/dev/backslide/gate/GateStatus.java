package dev.backslide.gate;

/**
 * What a measurement counts as for the gate, worst first. Immutable.
 *
 * @since 0.1
 */
public enum GateStatus {
    /** Worse than allowed: fails the gate. */
    FAILURE,
    /** Worse, but less than what fails the gate. */
    WARNING,
    /** No verdict came. */
    UNANSWERED,
    /** It has a history and could not be judged. */
    UNJUDGED,
    /** It has no history yet. */
    NEW,
    /** Not worse. */
    PASS
}
