package dev.backslide.core;

import dev.backslide.core.text.VisibleText;

/**
 * Rules for names, and how they are quoted in messages. Thread-safe.
 *
 * @since 0.1
 */
public final class Text {

    private static final int QUOTED = 200;

    private Text() {}

    static void requireName(String field, String value, int maxLength) {
        if (value.isBlank()) {
            throw new InvalidMetricException(
                    field + " was " + quote(value) + " but it must not be empty; give it a name");
        }
        requireText(field, value, maxLength);
    }

    static void requireText(String field, String value, int maxLength) {
        if (value.length() > maxLength) {
            throw new InvalidMetricException(field + " was " + quote(value) + " with " + value.length()
                    + " characters but it must have at most " + maxLength + "; shorten it");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                throw new InvalidMetricException(field + " was " + quote(value)
                        + " but it must not contain control characters (found U+%04X at %d); remove them"
                                .formatted((int) c, i));
            }
            if (Character.isSurrogate(c) && !isPaired(value, i)) {
                throw new InvalidMetricException(field + " was " + quote(value)
                        + " but it must be valid Unicode (lone surrogate at " + i + "); remove it");
            }
        }
    }

    private static boolean isPaired(String value, int i) {
        return Character.isHighSurrogate(value.charAt(i))
                ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
    }

    /** Single-quoted, invisible characters escaped, cut to a readable length. */
    public static String quote(String value) {
        boolean cut = value.length() > QUOTED;
        return "'" + VisibleText.of(cut ? value.substring(0, QUOTED) : value) + (cut ? "…'" : "'");
    }
}
