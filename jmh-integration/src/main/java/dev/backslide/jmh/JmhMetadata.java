package dev.backslide.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.core.text.Secrets;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** How a result was measured, under JMH's own names. Stateless. */
final class JmhMetadata {

    /** Of an event; what JMH says beyond is left out, the last parameters first. */
    private static final int MAX_ENTRIES = 64;

    private static final int MAX_TEXT = 2_000;
    private static final Set<String> METRICS = Set.of("primaryMetric", "secondaryMetrics", "params");

    private JmhMetadata() {}

    /**
     * JVM, forks, iterations and the like, then parameters as {@code params.NAME}.
     *
     * @param taken entries that the event has from elsewhere
     */
    static Map<String, String> of(JsonNode result, int taken) {
        Map<String, String> facts = new LinkedHashMap<>();
        // The JVM that was measured, not the one that reads the results.
        String jdk = result.path("jdkVersion").asText("");
        if (!jdk.isEmpty()) {
            facts.put("jdk", jdk + " (" + result.path("vmName").asText("") + ")");
        }
        result.properties().forEach(field -> {
            if (!METRICS.contains(field.getKey())) {
                facts.put(field.getKey(), text(field.getValue()));
            }
        });
        // One is left for the score's error.
        int room = MAX_ENTRIES - taken - 1;
        result.path("params").properties().stream()
                .limit(Math.max(0, room - facts.size()))
                .forEach(param -> facts.put("params." + param.getKey(), text(param.getValue())));
        return facts;
    }

    private static String text(JsonNode value) {
        StringJoiner words = new StringJoiner(" ");
        if (value.isArray()) {
            value.forEach(word -> words.add(Secrets.maskOption(word.asText())));
        } else {
            words.add(Secrets.mask(value.isValueNode() ? value.asText() : value.toString()));
        }
        String text = words.toString();
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
