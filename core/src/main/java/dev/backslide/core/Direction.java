package dev.backslide.core;

/**
 * Which way of a metric is better. Immutable.
 *
 * @since 0.1
 */
public enum Direction {
    /** Throughput and the like: a fall is a regression. */
    HIGHER_IS_BETTER,
    /** Times, sizes: a rise is a regression. */
    LOWER_IS_BETTER,
    /** Not known: tracked and reported, never alerted on. */
    UNKNOWN;

    /**
     * How far {@code current} is worse than {@code reference}, in the metric's unit.
     *
     * @return positive when worse, negative when better, 0 when equal or the direction is unknown
     */
    public double worsening(double reference, double current) {
        return switch (this) {
            case HIGHER_IS_BETTER -> reference - current;
            case LOWER_IS_BETTER -> current - reference;
            case UNKNOWN -> 0.0;
        };
    }
}
