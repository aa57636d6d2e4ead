package dev.backslide.jmh;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.sdk.RunContext;

import java.time.Instant;

/**
 * Facts that JMH's results do not contain. Immutable.
 *
 * @param modelName name of the measured model; no colon
 * @param context the run and its machine
 * @param measuredAt when JMH ended
 * @since 0.1
 */
public record JmhOrigin(String modelName, RunContext context, Instant measuredAt) {

    /** The model name of results whose owner names none. */
    public static final String DEFAULT_MODEL = "jmh";

    MetricEventBuilder measurement(String name, double value, String unit) {
        return MetricEvent.builder(modelName, name, value, unit)
                .timestamp(measuredAt)
                .run(context.run())
                .metadata(context.metadata());
    }
}
