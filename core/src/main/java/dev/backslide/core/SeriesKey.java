package dev.backslide.core;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One comparable stream of measurements: a metric key plus the dimensions that make two measurements comparable. Its text
 * is the record key on every topic: {@code model:name} without dimensions, {@code model:name{branch=main,host=ci-1}} with
 * them, sorted by dimension, with {@code \ , = { }} escaped by a backslash inside braces. No two series have one text: where the
 * end of a name could be read as dimensions, {@code \} and <code>{</code> are escaped in it too, <code>model:name\{a=b}</code>. Immutable.
 *
 * @param metric what is measured
 * @param dimensions sorted; empty when none are configured
 * @since 0.1
 */
public record SeriesKey(MetricKey metric, SortedMap<String, String> dimensions) {

    /** Longest text of a key, in characters: a metric's and some ten dimensions of the longest kind. */
    public static final int MAX_LENGTH = 8_000;

    private static final char ESCAPE = '\\';
    private static final String ESCAPED_BRACE = "\\{";

    /** Longest name and value of a dimension, in characters. */
    static final int MAX_DIMENSION = 200;

    public SeriesKey {
        dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
        dimensions.forEach(SeriesKey::requireDimension);
        if (!dimensions.isEmpty()) {
            requireLength(text(metric, dimensions));
        }
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
     * the name: {@code sort {size=10, algo=quick}} is a name. Needs time in proportion to the text, and rejects a text that is too long at
     * once.
     *
     * @throws InvalidMetricException when the text is not {@code model:name}, or longer than {@link #MAX_LENGTH}
     */
    public static SeriesKey parse(String text) {
        requireLength(text);
        SeriesKey key = DimensionsText.keyOf(text);
        return key == null ? of(metric(text, false)) : key;
    }

    /** @throws InvalidMetricException when a text is longer than any key, {@link #MAX_LENGTH} */
    public static void requireLength(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidMetricException("series key was " + Text.quote(text) + " with " + text.length()
                    + " characters but it must have at most " + MAX_LENGTH + "; use shorter or fewer dimensions");
        }
    }

    /**
     * Holds the key of a record against its event.
     *
     * @return the key
     * @throws InvalidMetricException when it is not the key of a series of the event's metric
     */
    public static String requireOf(@Nullable String text, MetricEvent event) {
        if (text == null || !isOf(text, event)) {
            throw new InvalidMetricException("record key was " + (text == null ? "null" : Text.quote(text))
                    + " but it must be the series key of its event, e.g. '" + event.metricKey()
                    + "'; publish through the SDK or set it");
        }
        return text;
    }

    /** The text of a metric's series without dimensions. */
    public static String text(MetricKey metric) {
        return metricText(metric, false);
    }

    /** What follows the model in a key's text: name and dimensions. A name that could be read as dimensions is escaped. */
    public static String nameIn(String key) {
        return key.substring(key.indexOf(':') + 1);
    }

    /** The name of a metric as {@link #nameIn} has it where it has no dimensions; any other text is a name as it is. */
    public static String nameOf(String printed) {
        return printed.contains(ESCAPED_BRACE) && DimensionsText.keyOf("m:" + printed) == null
                ? metric("m:" + printed, false).name()
                : printed;
    }

    /**
     * Whether a text is the key of a series of this metric; false for any text that is no key. A name that could be read as
     * dimensions was its own key in earlier versions, and is one still.
     */
    public static boolean isOf(String text, MetricEvent event) {
        int colon = event.modelName().length();
        int end = colon + 1 + event.name().length();
        boolean begins = text.length() >= end
                && text.length() <= MAX_LENGTH
                && text.charAt(colon) == ':'
                && text.startsWith(event.modelName())
                && text.startsWith(event.name(), colon + 1);
        // Most keys have no dimensions, and parsing costs more.
        if (begins && text.length() == end) {
            return true;
        }
        return (begins || isEscaped(text)) && isParsedOf(text, event);
    }

    private static boolean isEscaped(String text) {
        return text.length() <= MAX_LENGTH && text.indexOf(ESCAPE) >= 0;
    }

    private static boolean isParsedOf(String text, MetricEvent event) {
        try {
            return parse(text).metric().equals(event.metricKey());
        } catch (InvalidMetricException e) {
            return false;
        }
    }

    static void requireDimension(String name, String value) {
        Text.requireName("dimension name", name, MAX_DIMENSION);
        Text.requireText("dimension " + name, value, MAX_DIMENSION);
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

    /** A metric's text before dimensions or alone: escaped only where it would be read as something else. */
    private static String metricText(MetricKey metric, boolean dimensioned) {
        String text = metric.toString();
        boolean plain = text.indexOf('{') < 0 && !(dimensioned && endsWithEscape(text));
        if (plain || !(isEscaped(text, dimensioned) || (!dimensioned && DimensionsText.keyOf(text) != null))) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        text.chars()
                .forEach(
                        c -> escaped.append(c == ESCAPE || c == '{' ? "\\" : "").append((char) c));
        return escaped.toString();
    }

    /** What {@link #metricText} writes. */
    static MetricKey metric(String text, boolean dimensioned) {
        if (!isEscaped(text, dimensioned)) {
            return MetricKey.parse(text);
        }
        StringBuilder plain = new StringBuilder(text.length());
        boolean after = false;
        for (int i = 0; i < text.length(); i++) {
            after = !after && text.charAt(i) == ESCAPE && i + 1 < text.length();
            if (!after) {
                plain.append(text.charAt(i));
            }
        }
        return MetricKey.parse(plain.toString());
    }

    private static boolean isEscaped(String metricText, boolean dimensioned) {
        return metricText.contains(ESCAPED_BRACE) || (dimensioned && endsWithEscape(metricText));
    }

    private static boolean endsWithEscape(String text) {
        return text.charAt(text.length() - 1) == ESCAPE;
    }

    @Override
    public String toString() {
        return text(metric, dimensions);
    }

    private static String text(MetricKey metric, SortedMap<String, String> dimensions) {
        if (dimensions.isEmpty()) {
            return text(metric);
        }
        StringBuilder text = new StringBuilder(metricText(metric, true)).append('{');
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
