package dev.backslide.core;

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

    /** @throws InvalidMetricException when the text is no series key in canonical form */
    public static SeriesKey parse(String text) {
        SeriesKey key =
                text.endsWith("}") && text.indexOf('{') >= 0 ? parseDimensions(text) : of(MetricKey.parse(text));
        if (!key.toString().equals(text)) {
            throw notCanonical(text);
        }
        return key;
    }

    private static SeriesKey parseDimensions(String text) {
        int open = openingBrace(text);
        if (open < 0) {
            return of(MetricKey.parse(text));
        }
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
        return new SeriesKey(MetricKey.parse(text.substring(0, open)), dimensions);
    }

    /** The brace that opens the dimensions: the last unescaped one, followed by a name and '='; -1 when there is none. */
    private static int openingBrace(String text) {
        for (int i = text.length() - 2; i > 0; i--) {
            if (text.charAt(i) == '{' && text.charAt(i - 1) != '\\') {
                return text.indexOf('=', i) > 0 ? i : -1;
            }
        }
        return -1;
    }

    private static InvalidMetricException notCanonical(String text) {
        return new InvalidMetricException("series key was " + Text.quote(text)
                + " but it must be model_name:name{dimension=value,…} with sorted dimensions; publish through the SDK");
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
