package dev.backslide.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Takes one result after the other and tells the good from the broken. Of each result it keeps a digest of the name, nothing else. Not
 * thread-safe: one a file.
 */
final class JmhCollector {

    private final JmhOrigin origin;
    private final JmhHistory history;
    private final JmhListener listener;
    private final Set<UUID> seen = new HashSet<>();
    private int entries;

    JmhCollector(JmhOrigin origin, JmhHistory history, JmhListener listener) {
        this.origin = origin;
        this.history = history;
        this.listener = listener;
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
            if (!seen.add(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)))) {
                listener.broken(where
                        + ": an earlier result has the same name, and two results of one name cannot be told apart; "
                        + "give them different parameters, or import them under two model names");
                return;
            }
            listener.measurement(primary);
            entry.secondary(listener::measurement, warningsAt(where));
        } catch (InvalidMetricException e) {
            listener.broken(where + ": " + e.getMessage());
        }
    }

    private static boolean isOfMode(JsonNode node, Optional<Map<String, String>> metadata) {
        return metadata.filter(facts -> node.path("mode").asText("").equals(facts.get("mode")))
                .isPresent();
    }

    /** How many results there were, broken ones included. */
    int entries() {
        return entries;
    }

    private Consumer<String> warningsAt(String where) {
        return warning -> listener.warning(where + ": " + warning);
    }
}
