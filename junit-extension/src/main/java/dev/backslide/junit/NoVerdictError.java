package dev.backslide.junit;

import org.opentest4j.AssertionFailedError;

/**
 * No verdict on a metric came in time: it is unknown whether it regressed. Immutable.
 *
 * @since 0.1
 */
public final class NoVerdictError extends AssertionFailedError {

    private static final long serialVersionUID = 1L;

    NoVerdictError(String message) {
        super(message);
    }
}
