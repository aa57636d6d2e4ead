package dev.backslide.jmh;

import dev.backslide.core.MetricEvent;

import java.util.List;

/**
 * The measurements of a run of JMH. Immutable.
 *
 * @param entries how many results JMH wrote, broken ones included
 * @param events the measurements, in JMH's order; each result's primary metric before its secondary ones
 * @param broken why results were left out, one sentence each
 * @param warnings about results that were recorded, one sentence each
 * @since 0.1
 */
public record JmhMeasurements(int entries, List<MetricEvent> events, List<String> broken, List<String> warnings) {

    public JmhMeasurements {
        events = List.copyOf(events);
        broken = List.copyOf(broken);
        warnings = List.copyOf(warnings);
    }
}
