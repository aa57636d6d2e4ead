package dev.backslide.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.core.Direction;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.sdk.EventIds;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One result of JMH: a primary metric and secondary ones, under one name. Immutable. */
final class JmhEntry {

    /** JMH before 1.37 puts it before the names of what profilers measure. */
    private static final String OLD_PREFIX = "·";

    private final JsonNode node;
    private final JmhOrigin origin;
    private final String name;
    private final String digest;
    private final Map<String, String> metadata;

    JmhEntry(JsonNode node, JmhOrigin origin, String name) {
        this.node = node;
        this.origin = origin;
        this.name = name;
        // Of all of it: two runs may agree in one value, never in all raw data.
        this.digest = EventIds.of(node.toString());
        this.metadata = JmhMetadata.of(node, origin.context().metadata().size());
    }

    /** @throws InvalidMetricException when there is no finite score, or the event would break a rule of the model */
    MetricEvent primary(Consumer<String> warnings) {
        JmhMetric metric = JmhMetric.of("primaryMetric", node.path("primaryMetric"));
        String mode = node.path("mode").asText("");
        JmhMeaning meaning = JmhMeaning.ofPrimary(mode, metric.unit());
        if (JmhMeaning.contradicts(mode, metric.unit())) {
            warnings.accept("mode " + mode + " cannot have the unit " + metric.unit() + "; the unit decides, "
                    + (meaning.direction() == Direction.LOWER_IS_BETTER ? "lower" : "higher")
                    + " is better");
        }
        return event(name, metric, meaning);
    }

    /** Hands over the secondary metrics that have a number; what a profiler says in words is left out. */
    void secondary(Consumer<MetricEvent> events, Consumer<String> warnings) {
        node.path("secondaryMetrics").properties().forEach(entry -> {
            if (JmhMetric.isText(entry.getValue())) {
                return;
            }
            String label = entry.getKey().startsWith(OLD_PREFIX)
                    ? entry.getKey().substring(OLD_PREFIX.length())
                    : entry.getKey();
            try {
                JmhMetric metric = JmhMetric.of(label, entry.getValue());
                events.accept(event(name + ":" + label, metric, JmhMeaning.ofSecondary(label, metric.unit())));
            } catch (InvalidMetricException e) {
                warnings.accept("secondary metric left out: " + e.getMessage());
            }
        });
    }

    private MetricEvent event(String metricName, JmhMetric metric, JmhMeaning meaning) {
        Map<String, String> facts = new LinkedHashMap<>(metadata);
        if (Double.isFinite(metric.error())) {
            facts.put(MetricEvent.ERROR_METADATA, Double.toString(metric.error()));
        }
        MetricEventBuilder event = origin.measurement(metricName, metric.score(), metric.unit());
        MetricEvent built = event.eventId("jmh-" + EventIds.of(digest, origin.modelName(), metricName))
                .category(meaning.category())
                .direction(meaning.direction())
                .samples(metric.samples())
                .metadata(facts)
                .build();
        built.metricKey();
        return built;
    }
}
