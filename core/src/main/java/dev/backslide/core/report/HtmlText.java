package dev.backslide.core.report;

import dev.backslide.core.text.VisibleText;

/** Text that HTML must show as it is, in elements and in quoted attributes. Thread-safe. */
final class HtmlText {

    private HtmlText() {}

    /** The text with what HTML would read as markup written as character references, and what is invisible as escapes. */
    static String escape(String text) {
        String visible = VisibleText.of(text);
        StringBuilder escaped = new StringBuilder(visible.length() + 8);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** A name in an element of its own, so that right-to-left characters in it do not reorder what stands around it. */
    static String name(String text) {
        return "<bdi>" + escape(text) + "</bdi>";
    }
}
