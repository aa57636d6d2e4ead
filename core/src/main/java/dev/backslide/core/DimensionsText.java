package dev.backslide.core;

import org.jspecify.annotations.Nullable;

import java.util.TreeMap;

/**
 * The dimensions at the end of a series key's text: {@code {branch=main,host=ci-1}}, with {@code \ , = { }} escaped by a backslash. Each
 * character of a text is looked at a bounded number of times, whatever it holds. Not thread-safe: one text.
 */
final class DimensionsText {

    private static final String SPECIAL = "\\,={}";

    /** Name and value with every character escaped, and what is between them. */
    private static final int LONGEST = 4 * SeriesKey.MAX_DIMENSION + 1;

    private final String text;
    private final int colon;
    private final boolean[] escaped;
    private final TreeMap<String, String> found = new TreeMap<>();

    private DimensionsText(String text) {
        this.text = text;
        this.colon = text.indexOf(':');
        this.escaped = new boolean[text.length()];
        for (int i = 1; i < text.length(); i++) {
            escaped[i] = text.charAt(i - 1) == '\\' && !escaped[i - 1];
        }
    }

    /** The key that ends in dimensions as {@link SeriesKey#toString()} writes them; null: the text has none. */
    static @Nullable SeriesKey keyOf(String text) {
        return text.endsWith("}") ? new DimensionsText(text).key() : null;
    }

    /**
     * From the end, since a name may hold anything that dimensions do: the last brace with dimensions behind it opens them. Within them
     * whatever has a meaning is escaped, so the first character that cannot be in them ends the search.
     */
    private @Nullable SeriesKey key() {
        int end = text.length() - 1;
        int equals = -1;
        if (escaped[end]) {
            return null;
        }
        for (int i = end - 1; i > colon && end - i <= LONGEST + 1; i--) {
            char c = text.charAt(i);
            MetricKey metric = c == '{' && !escaped[i] && equals > 0 ? metricBefore(i) : null;
            if (metric != null && take(i, equals, end)) {
                return new SeriesKey(metric, found);
            }
            if (escaped[i] || SPECIAL.indexOf(c) < 0) {
                if (escaped[i] != SPECIAL.indexOf(c) >= 0) {
                    return null;
                }
            } else if (c == '=' && equals < 0) {
                equals = i;
            } else if (c == ',' && equals > 0 && take(i, equals, end)) {
                end = i;
                equals = -1;
            } else if (c != '\\' || !escaped[i + 1]) {
                return null;
            }
        }
        return null;
    }

    private @Nullable MetricKey metricBefore(int open) {
        if (colon < 0 || open - colon - 1 > 2 * MetricKey.MAX_NAME) {
            return null;
        }
        try {
            return SeriesKey.metric(text.substring(0, open), true);
        } catch (InvalidMetricException e) {
            return null;
        }
    }

    /** Adds the dimension between two separators; false: it is none, or does not belong before those that follow it. */
    private boolean take(int before, int equals, int end) {
        String name = unescaped(before + 1, equals);
        if (!found.isEmpty() && name.compareTo(found.firstKey()) >= 0) {
            return false;
        }
        String value = unescaped(equals + 1, end);
        try {
            SeriesKey.requireDimension(name, value);
        } catch (InvalidMetricException e) {
            return false;
        }
        found.put(name, value);
        return true;
    }

    private String unescaped(int from, int to) {
        StringBuilder part = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c != '\\' || escaped[i]) {
                part.append(c);
            }
        }
        return part.toString();
    }
}
