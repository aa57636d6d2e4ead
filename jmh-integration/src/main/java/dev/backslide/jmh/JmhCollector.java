package dev.backslide.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Takes one result after the other and tells the good from the broken. Not thread-safe: one a file. */
final class JmhCollector {

    private final JmhOrigin origin;
    private final JmhNames names;
    private final List<MetricEvent> events = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int entries;

    JmhCollector(JmhOrigin origin, JmhNames names) {
        this.origin = origin;
        this.names = names;
    }

    void add(JsonNode node) {
        entries++;
        String where = "result " + entries;
        try {
            String name = names.of(node);
            where += " (" + name + ")";
            JmhEntry entry = new JmhEntry(node, origin, name);
            events.add(entry.primary(warningsAt(where)));
            entry.secondary(events::add, warningsAt(where));
            if (!seen.add(name)) {
                warnings.add(
                        where + ": an earlier result has the same name and both count as measurements of one series; "
                                + "tell them apart by a parameter or by the model name");
            }
        } catch (InvalidMetricException e) {
            broken.add(where + ": " + e.getMessage());
        }
    }

    JmhMeasurements measurements() {
        return new JmhMeasurements(entries, events, broken, warnings);
    }

    private Consumer<String> warningsAt(String where) {
        return warning -> warnings.add(where + ": " + warning);
    }
}
