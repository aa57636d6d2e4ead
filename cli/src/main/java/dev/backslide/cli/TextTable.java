package dev.backslide.cli;

import dev.backslide.core.VisibleText;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, aligned, two spaces apart. Not thread-safe: one a table. */
final class TextTable {

    private final List<String> headings;
    private final List<Boolean> right = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** @param headings a heading that starts with {@code >} aligns its column to the right */
    TextTable(String... headings) {
        this.headings = new ArrayList<>();
        for (String heading : headings) {
            boolean aligned = heading.startsWith(">");
            right.add(aligned);
            this.headings.add(aligned ? heading.substring(1) : heading);
        }
    }

    /** @param cells one for each heading; invisible characters are shown as escapes */
    TextTable row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException("cells.length != " + headings.size());
        }
        rows.add(List.of(cells).stream().map(TextTable::printable).toList());
        return this;
    }

    /** The lines, heading first. */
    List<String> lines() {
        int[] widths = new int[headings.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = width(headings.get(column));
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(headings, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(widths[column] - width(cell));
            line.append(column == 0 ? "" : "  ").append(right.get(column) ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Names come from measurements: none of them may steer a terminal. */
    static String printable(String text) {
        return VisibleText.of(text);
    }
}
