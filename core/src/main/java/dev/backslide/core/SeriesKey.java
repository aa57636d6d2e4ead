package dev.backslide.core;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One comparable stream of measurements: a metric key plus the dimensions that make two measurements comparable. Its text
 * is the record key on every topic: {@code model:name} without dimensions, {@code model:name{branch=main,host=ci-1}} with
 * them, sorted by dimension, with {@code \ , = { }} escaped by a backslash inside braces. Immutable.
 *
 * @param metric what is measured
 * @param dimensions sorted; empty when none are configured
 */
public record SeriesKey(MetricKey metric, SortedMap<String, String> dimensions) {

    private static final int MAX_DIMENSION = 200;

    public SeriesKey {
        dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
        dimensions.forEach((name, value) -> {
            Text.requireName("dimension name", name, MAX_DIMENSION);
            Text.requireText("dimension " + name, value, MAX_DIMENSION);
        });
    }

    /** The series of a metric without dimensions. */
    public static SeriesKey of(MetricKey metric) {
        return new SeriesKey(metric, new TreeMap<>());
    }

    /** The series of an event under the configured dimensions; a dimension that the event lacks is left out. */
    public static SeriesKey of(MetricEvent event, Iterable<String> dimensionNames) {
        TreeMap<String, String> dimensions = new TreeMap<>();
        for (String name : dimensionNames) {
            String value = event.dimension(name);
            if (value != null) {
                dimensions.put(name, value);
            }
        }
        return new SeriesKey(event.metricKey(), dimensions);
    }

    /**
     * Reads a key. Braces at its end that hold dimensions as {@link #toString()} writes them are dimensions, all others belong to
     * the name: {@code sort {size=10, algo=quick}} is a name.
     *
     * @throws InvalidMetricException when the text is no {@code model:name}
     */
    public static SeriesKey parse(String text) {
        if (text.endsWith("}")) {
            for (int open = text.lastIndexOf('{'); open > 0; open = text.lastIndexOf('{', open - 1)) {
                SeriesKey key = withDimensions(text, open);
                if (key != null) {
                    return key;
                }
            }
        }
        return of(MetricKey.parse(text));
    }

    /** Whether a text is the key of a series of this metric. */
    public static boolean isOf(String text, MetricEvent event) {
        int colon = event.modelName().length();
        int end = colon + 1 + event.name().length();
        boolean begins = text.length() >= end
                && text.charAt(colon) == ':'
                && text.startsWith(event.modelName())
                && text.startsWith(event.name(), colon + 1);
        // Most keys have no dimensions, and parsing costs more.
        return begins && (text.length() == end || parse(text).metric().equals(event.metricKey()));
    }

    /** The key whose dimensions begin at this brace; null: none is written so. */
    private static @Nullable SeriesKey withDimensions(String text, int open) {
        TreeMap<String, String> dimensions = new TreeMap<>();
        StringBuilder part = new StringBuilder();
        String name = null;
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                part.append(text.charAt(++i));
            } else if (c == '=' && name == null) {
                name = part.toString();
                part.setLength(0);
            } else if ((c == ',' || c == '}') && name != null) {
                dimensions.put(name, part.toString());
                part.setLength(0);
                name = null;
            } else {
                part.append(c);
            }
        }
        try {
            SeriesKey key = new SeriesKey(MetricKey.parse(text.substring(0, open)), dimensions);
            return key.toString().equals(text) ? key : null;
        } catch (InvalidMetricException e) {
            return null;
        }
    }

    private static void escape(String part, StringBuilder out) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '\\' || c == ',' || c == '=' || c == '{' || c == '}') {
                out.append('\\');
            }
            out.append(c);
        }
    }

    @Override
    public String toString() {
        if (dimensions.isEmpty()) {
            return metric.toString();
        }
        StringBuilder text = new StringBuilder(metric.toString()).append('{');
        String separator = "";
        for (Map.Entry<String, String> dimension : dimensions.entrySet()) {
            text.append(separator);
            escape(dimension.getKey(), text);
            text.append('=');
            escape(dimension.getValue(), text);
            separator = ",";
        }
        return text.append('}').toString();
    }
}
