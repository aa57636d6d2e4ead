package dev.backslide.jmh;

import dev.backslide.core.MetricEvent;

/**
 * Receives the results of a file one by one while it is read, so that no caller has to hold all of them.
 *
 * @since 0.1
 */
public interface JmhListener {

    /** A measurement, in JMH's order; each result's primary metric before its secondary ones. */
    void measurement(MetricEvent event);

    /** Why a result was left out, in a sentence. */
    default void broken(String why) {}

    /** A warning about a result that is recorded, in one sentence. */
    default void warning(String what) {}
}
