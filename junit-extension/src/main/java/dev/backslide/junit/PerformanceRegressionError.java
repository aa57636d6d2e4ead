package dev.backslide.junit;

import dev.backslide.core.MetricVerdict;
import org.opentest4j.AssertionFailedError;

/**
 * A metric regressed. Immutable.
 *
 * @since 0.1
 */
public final class PerformanceRegressionError extends AssertionFailedError {

    private static final long serialVersionUID = 1L;

    private final transient MetricVerdict verdict;

    PerformanceRegressionError(String message, MetricVerdict verdict) {
        super(message);
        this.verdict = verdict;
    }

    /** The verdict and its grounds. */
    public MetricVerdict verdict() {
        return verdict;
    }
}
