package dev.backslide.core.detection.rule;

import java.util.Locale;

/**
 * Which rule decides about a series. Immutable.
 *
 * @since 0.1
 */
public enum DetectorKind {
    /** The specification's rule while a series is young, change points and a noise-aware gate once it has history. */
    ADAPTIVE,
    /** The specification's rule for ever: compare with the previous value. */
    PREVIOUS;

    /** Its name in configuration and alerts. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
