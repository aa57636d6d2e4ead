package dev.backslide.junit;

/**
 * Base class of performance tests, for those who prefer one to {@link PerformanceRegressionTestMixin}, which has all it does.
 * Stateless.
 *
 * @since 0.1
 */
public abstract class PerformanceRegressionTestCase implements PerformanceRegressionTestMixin {

    /** For subclasses. */
    protected PerformanceRegressionTestCase() {}
}
