package dev.backslide.core;

/**
 * The answer for one measurement. Immutable.
 *
 * @since 0.1
 */
public enum Verdict {
    /** Not worse than threshold and noise allow. */
    PASS,
    /** Worse than threshold and noise explain, not yet confirmed by later measurements. */
    SUSPECT,
    /** A regression. */
    REGRESSION,
    /** Too little to go on: no history yet, an unknown direction, or a place before all that is kept. */
    INCONCLUSIVE
}
