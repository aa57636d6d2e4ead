package dev.backslide.core.report;

/**
 * Text that Markdown must show as it is: names cannot make emphasis, code, links, headings, tables, formulas or HTML. What
 * needs no escape stays readable as source: {@code my_model:inference_speed}, {@code test_fib[100]}. Thread-safe.
 */
public final class MarkdownText {

    private static final String ALWAYS_ESCAPED = "\\`*<|~$";

    private MarkdownText() {}

    /** The text with what Markdown would read as markup escaped by a backslash. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            if (isMarkup(text, i)) {
                escaped.append('\\');
            }
            escaped.append(text.charAt(i));
        }
        return escaped.toString();
    }

    private static boolean isMarkup(String text, int i) {
        char c = text.charAt(i);
        return switch (c) {
            case '_' -> !isIntraword(text, i);
            case '#' -> i == 0 || text.charAt(i - 1) == ' ';
            case ']' -> i + 1 < text.length() && (text.charAt(i + 1) == '(' || text.charAt(i + 1) == '[');
            case '&' -> text.indexOf(';', i) > 0;
            default -> ALWAYS_ESCAPED.indexOf(c) >= 0;
        };
    }

    /** Whether a run of underscores has a letter or digit on both sides, where it is no emphasis. */
    private static boolean isIntraword(String text, int i) {
        int before = i - 1;
        while (before >= 0 && text.charAt(before) == '_') {
            before--;
        }
        int after = i + 1;
        while (after < text.length() && text.charAt(after) == '_') {
            after++;
        }
        return before >= 0
                && after < text.length()
                && Character.isLetterOrDigit(text.codePointBefore(before + 1))
                && Character.isLetterOrDigit(text.codePointAt(after));
    }
}
