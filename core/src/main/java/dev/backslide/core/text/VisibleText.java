package dev.backslide.core.text;

/**
 * Text of unknown origin as people may see it in a terminal, a log or a report: what has no glyph of its own, or moves what
 * stands beside it, is written as the escape that Java and JSON use, such as {@code \u202e}. Thread-safe.
 *
 * @since 0.1
 */
public final class VisibleText {

    /** Accents on one letter; no language needs more, and a longer pile covers the lines above. */
    private static final int MOST_MARKS = 3;

    private VisibleText() {}

    /**
     * The text with control, format, unassigned, private, lone surrogate and blank characters escaped, and line breaks too:
     * always one line. Ordinary text is returned as it is, and so is text that was escaped before.
     */
    public static String of(String text) {
        return isPlain(text) ? text : escaped(text);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String text) {
        StringBuilder visible = new StringBuilder(text.length() + 16);
        int marks = MOST_MARKS;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int end = i + Character.charCount(codePoint);
            marks = isMark(codePoint) ? marks + 1 : 0;
            if (marks > MOST_MARKS || !isVisible(codePoint)) {
                text.substring(i, end).chars().forEach(c -> visible.append(escape((char) c)));
            } else {
                visible.appendCodePoint(codePoint);
            }
            i = end;
        }
        return visible.toString();
    }

    /** The escape of one character, as JSON has it. */
    static String escape(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u%04x".formatted((int) c);
        };
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> !isBlank(codePoint);
        };
    }

    /** Letters, marks and symbols that Unicode gives no ink (Default_Ignorable_Code_Point, and the empty Braille cell). */
    private static boolean isBlank(int codePoint) {
        return switch (codePoint) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default ->
                (codePoint >= 0x180B && codePoint <= 0x180F)
                        || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                        || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
        };
    }
}
