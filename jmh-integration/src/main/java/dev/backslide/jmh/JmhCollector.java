package dev.backslide.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Takes one result after the other and tells the good from the broken. Not thread-safe: one a file. */
final class JmhCollector {

    private final JmhOrigin origin;
    private final JmhHistory history;
    private final List<MetricEvent> events = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int entries;

    JmhCollector(JmhOrigin origin, JmhHistory history) {
        this.origin = origin;
        this.history = history;
    }

    void add(JsonNode node) {
        entries++;
        String where = "result " + entries;
        try {
            String name = JmhNames.of(node);
            where += " (" + name + ")";
            JmhEntry entry = new JmhEntry(node, origin, name);
            MetricEvent primary = entry.primary(warningsAt(where));
            String formerName = JmhNames.withoutMode(node);
            JmhEntry former = new JmhEntry(node, origin, formerName);
            MetricEvent formerPrimary = former.primary(warning -> {});
            if (history.newest(primary).isEmpty() && isOfMode(node, history.newest(formerPrimary))) {
                name = formerName;
                entry = former;
                primary = formerPrimary;
            }
            if (!seen.add(name)) {
                broken.add(where
                        + ": an earlier result has the same name, and two results of one name cannot be told apart; "
                        + "give them different parameters, or import them under two model names");
                return;
            }
            events.add(primary);
            entry.secondary(events::add, warningsAt(where));
        } catch (InvalidMetricException e) {
            broken.add(where + ": " + e.getMessage());
        }
    }

    private static boolean isOfMode(JsonNode node, Optional<Map<String, String>> metadata) {
        return metadata.filter(facts -> node.path("mode").asText("").equals(facts.get("mode")))
                .isPresent();
    }

    JmhMeasurements measurements() {
        return new JmhMeasurements(entries, events, broken, warnings);
    }

    private Consumer<String> warningsAt(String where) {
        return warning -> warnings.add(where + ": " + warning);
    }
}
