package dev.backslide.core.report;

import dev.backslide.core.text.VisibleText;

import java.util.regex.Pattern;

/**
 * Text that Markdown must show as it is: names cannot make emphasis, code, links, headings, lists, tables, formulas or HTML,
 * nor mention people, tickets or emoji of the site that shows them. What needs no escape stays readable as source: {@code
 * my_model:inference_speed}, {@code test_fib[100]}. Thread-safe.
 *
 * @since 0.1
 */
public final class MarkdownText {

    private static final String ALWAYS_ESCAPED = "\\`*<|~";
    private static final String ESCAPED_AT_THE_START = "-+=>#:";

    /**
     * A word that a site makes something of after Markdown is rendered, where no backslash helps: addresses, mentions of people
     * and projects, tickets ({@code #1}, {@code !1}, {@code %1}, {@code &1}, {@code GH-1}), labels, emoji, formulas, templates
     * and wiki links. It is shown as code.
     */
    private static final Pattern ACTIVE = Pattern.compile(
            "(?i)@.|.@|://|www\\.|(?:mailto|xmpp|tel):|[#!%]\\w|(?<!~)~\\w|&\\d|\\$|:[\\w+-]+:|\\bgh-\\d|\\[\\[|\\{\\{");

    private MarkdownText() {}

    /** The text with what Markdown would read as markup escaped, as one line. */
    public static String escape(String text) {
        String visible = VisibleText.of(text);
        StringBuilder escaped = new StringBuilder(visible.length() + 8);
        for (int start = 0; start < visible.length(); ) {
            int space = visible.indexOf(' ', start);
            int end = space < 0 ? visible.length() : space;
            if (ACTIVE.matcher(visible.substring(start, end)).find()) {
                addAsCode(escaped, visible.substring(start, end));
            } else {
                addWord(escaped, visible, start, end);
            }
            if (space >= 0) {
                // At an end of the text, a space would make a block of code or a line break.
                escaped.append(space == 0 || space == visible.length() - 1 ? "&#32;" : " ");
            }
            start = end + 1;
        }
        return escaped.toString();
    }

    /** An identifier as code, of which nothing is read as markup; not for a cell of a table. */
    public static String code(String text) {
        String visible = VisibleText.of(text);
        String fence = "`";
        while (visible.contains(fence)) {
            fence += "`";
        }
        return visible.isBlank() ? visible : fence + (fence.length() > 1 ? " " + visible + " " : visible) + fence;
    }

    /** A table is cut into cells before code is looked for, and code ends at a backtick. */
    private static void addAsCode(StringBuilder escaped, String word) {
        int start = 0;
        for (int i = 0; i <= word.length(); i++) {
            if (i == word.length() || word.charAt(i) == '`' || word.charAt(i) == '|') {
                if (i > start) {
                    escaped.append('`').append(word, start, i).append('`');
                }
                if (i < word.length()) {
                    escaped.append('\\').append(word.charAt(i));
                }
                start = i + 1;
            }
        }
    }

    private static void addWord(StringBuilder escaped, String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (isMarkup(text, i)) {
                escaped.append('\\');
            }
            escaped.append(text.charAt(i));
        }
    }

    private static boolean isMarkup(String text, int i) {
        char c = text.charAt(i);
        if (ESCAPED_AT_THE_START.indexOf(c) >= 0 && text.substring(0, i).isBlank()) {
            return true;
        }
        return switch (c) {
            case '_' -> !isIntraword(text, i);
            case '#' -> text.charAt(i - 1) == ' ';
            case '.', ')' -> isNumberOfAList(text, i);
            case '[' -> i + 1 < text.length() && text.charAt(i + 1) == '^';
            case ']' -> i + 1 < text.length() && "([:".indexOf(text.charAt(i + 1)) >= 0;
            case '&' -> text.indexOf(';', i) > 0;
            default -> ALWAYS_ESCAPED.indexOf(c) >= 0;
        };
    }

    /** Whether all before the place is a number, as in {@code 1. first}. */
    private static boolean isNumberOfAList(String text, int i) {
        String before = text.substring(0, i).strip();
        return !before.isEmpty()
                && before.chars().allMatch(Character::isDigit)
                && (i + 1 == text.length() || text.charAt(i + 1) == ' ');
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
