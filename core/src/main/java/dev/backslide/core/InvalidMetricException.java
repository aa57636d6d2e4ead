package dev.backslide.core;

/**
 * A measurement, key or setting that breaks a rule of the model. The message names the offender, the rule and the next
 * step. Immutable.
 *
 * @since 0.1
 */
public final class InvalidMetricException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** @param message offender, rule and next step in one sentence */
    public InvalidMetricException(String message) {
        super(message);
    }
}
