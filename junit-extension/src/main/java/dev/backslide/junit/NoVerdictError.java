package dev.backslide.junit;

import org.opentest4j.AssertionFailedError;

/**
 * Nobody judged a metric in time: it is not known whether it regressed. Immutable.
 *
 * @since 0.1
 */
public final class NoVerdictError extends AssertionFailedError {

    private static final long serialVersionUID = 1L;

    NoVerdictError(String message) {
        super(message);
    }
}
