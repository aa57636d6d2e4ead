package dev.backslide.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricKey;
import dev.backslide.core.Text;
import dev.backslide.core.text.Secrets;
import dev.backslide.sdk.EventIds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Names results: the benchmark, its parameters sorted, and in brackets the mode, and the threads where there are several. A name
 * depends on nothing else in the file, and not on the log-in of a URL among the parameters. Stateless.
 */
final class JmhNames {

    /** Room that secondary metrics need behind the name. */
    private static final int MAX_NAME = MetricKey.MAX_NAME - 100;

    private JmhNames() {}

    /** @throws InvalidMetricException when the result does not say which benchmark it is of */
    static String of(JsonNode result) {
        return named(result, result.path("mode").asText(""));
    }

    /** The name that earlier versions gave a result of a file with one mode. */
    static String withoutMode(JsonNode result) {
        return named(result, "");
    }

    private static String named(JsonNode result, String mode) {
        if (!result.path("benchmark").isTextual()) {
            throw new InvalidMetricException("benchmark was "
                    + (result.has("benchmark")
                            ? Text.quote(result.get("benchmark").toString())
                            : "missing")
                    + " but it must be the name of a method; correct the file");
        }
        String benchmark = result.path("benchmark").textValue();
        String name = benchmark + parameters(result) + distinctions(result, mode);
        return shortened(printable(name));
    }

    private static String parameters(JsonNode result) {
        Map<String, String> sorted = new TreeMap<>();
        result.path("params")
                .properties()
                .forEach(param -> sorted.put(param.getKey(), param.getValue().asText()));
        StringJoiner text = new StringJoiner(",", "(", ")").setEmptyValue("");
        sorted.forEach((name, value) -> text.add(name + "=" + Secrets.mask(value)));
        return text.toString();
    }

    private static String distinctions(JsonNode result, String mode) {
        List<String> parts = new ArrayList<>();
        if (!mode.isEmpty()) {
            parts.add(mode);
        }
        int threads = result.path("threads").asInt(1);
        if (threads > 1) {
            parts.add("threads=" + threads);
        }
        return parts.isEmpty() ? "" : "[" + String.join(",", parts) + "]";
    }

    private static String printable(String name) {
        StringBuilder text = new StringBuilder();
        name.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                text.append("\\u%04x".formatted(c));
            } else {
                text.append((char) c);
            }
        });
        return text.toString();
    }

    /** A long value of a parameter is cut; a digest of the whole keeps two that begin alike apart. */
    private static String shortened(String name) {
        if (name.length() <= MAX_NAME) {
            return name;
        }
        String digest = EventIds.of(name).substring(0, 12);
        return name.substring(0, MAX_NAME - digest.length() - 1) + "…" + digest;
    }
}
