package dev.backslide.jmh;

import dev.backslide.core.MetricEvent;

/**
 * Told what a file of results holds while it is read, so that nobody has to hold all of it.
 *
 * @since 0.1
 */
public interface JmhListener {

    /** A measurement, in JMH's order; each result's primary metric before its secondary ones. */
    void measurement(MetricEvent event);

    /** Why a result was left out, in a sentence. */
    default void broken(String why) {}

    /** What is odd about a result that is recorded, in a sentence. */
    default void warning(String what) {}
}
