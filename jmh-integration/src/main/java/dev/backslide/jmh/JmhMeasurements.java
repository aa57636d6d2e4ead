package dev.backslide.jmh;

import dev.backslide.core.MetricEvent;

import java.util.List;

/**
 * What a run of JMH measured. Immutable.
 *
 * @param entries how many results JMH wrote, broken ones included
 * @param events the measurements, in JMH's order; each result's primary metric before its secondary ones
 * @param broken why results were left out, a sentence each
 * @param warnings what is odd about results that were taken, a sentence each
 * @since 0.1
 */
public record JmhMeasurements(int entries, List<MetricEvent> events, List<String> broken, List<String> warnings) {

    public JmhMeasurements {
        events = List.copyOf(events);
        broken = List.copyOf(broken);
        warnings = List.copyOf(warnings);
    }
}
