package dev.backslide.core.report;

import dev.backslide.core.text.VisibleText;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Columns of text, aligned, two spaces apart. A table that is wider than it may be keeps every value: columns that are marked so stand on
 * lines of their own below their row, and then names are shortened in the middle. Not thread-safe: one a table.
 *
 * @since 0.1
 */
public final class TextTable {

    private static final String GAP = "  ";

    /** What a name keeps where columns below the row make room. */
    private static final int READABLE_NAME = 24;

    private static final int SHORTEST_NAME = 12;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** What a heading's marks say of its column. Immutable. */
    private record Column(String heading, boolean right, boolean name, boolean movable, boolean prose) {

        static Column of(String marked) {
            int marks = 0;
            while (marks < marked.length() && ">~?_".indexOf(marked.charAt(marks)) >= 0) {
                marks++;
            }
            String said = marked.substring(0, marks);
            return new Column(
                    marked.substring(marks),
                    said.contains(">"),
                    said.contains("~"),
                    said.contains("?") || said.contains("_"),
                    said.contains("_"));
        }
    }

    /**
     * A table without rows.
     *
     * @param headings each after its marks: {@code >} aligns the column to the right, {@code ~} is a name that may be shortened, {@code ?}
     *     may stand below its row, {@code _} is a sentence that may, without its heading
     */
    public TextTable(String... headings) {
        this.columns = Arrays.stream(headings).map(Column::of).toList();
    }

    /** @param cells one for each heading; invisible characters are shown as escapes */
    public TextTable row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("cells.length != " + columns.size());
        }
        rows.add(List.of(cells).stream().map(TextTable::printable).toList());
        return this;
    }

    /** The lines, heading first, however wide. */
    public List<String> lines() {
        return lines(Integer.MAX_VALUE);
    }

    /** The lines, heading first, not wider than this where that can be. */
    public List<String> lines(int width) {
        int[] widths = widths();
        boolean[] below = new boolean[columns.size()];
        for (int column = columns.size() - 1;
                column >= 0 && shortened(widths, below, width) < READABLE_NAME;
                column--) {
            below[column] = columns.get(column).movable();
        }
        int name = Math.max(SHORTEST_NAME, shortened(widths, below, width));
        for (int column = 0; column < widths.length; column++) {
            if (columns.get(column).name()) {
                widths[column] = Math.min(widths[column], name);
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(columns.stream().map(Column::heading).toList(), widths, below));
        for (List<String> row : rows) {
            lines.add(line(row, widths, below));
            lines.addAll(wrapped(row, below, width));
        }
        return lines;
    }

    private int[] widths() {
        return IntStream.range(0, columns.size())
                .map(column -> Math.max(
                        width(columns.get(column).heading()),
                        rows.stream()
                                .mapToInt(row -> width(row.get(column)))
                                .max()
                                .orElse(0)))
                .toArray();
    }

    /** What is left for the name; a large number where the table fits or has no name. */
    private int shortened(int[] widths, boolean[] below, int width) {
        int total = -GAP.length();
        int name = 0;
        for (int column = 0; column < widths.length; column++) {
            total += below[column] ? 0 : widths[column] + GAP.length();
            name += columns.get(column).name() ? widths[column] : 0;
        }
        return total <= width ? Integer.MAX_VALUE : name - (total - width);
    }

    private String line(List<String> cells, int[] widths, boolean[] below) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            if (!below[column]) {
                String cell = shortened(cells.get(column), widths[column]);
                String padding = " ".repeat(widths[column] - width(cell));
                line.append(line.isEmpty() ? "" : GAP)
                        .append(columns.get(column).right() ? padding + cell : cell + padding);
            }
        }
        return line.toString().stripTrailing();
    }

    /** The lines below a row, as many as it takes. */
    private List<String> wrapped(List<String> row, boolean[] below, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < below.length; column++) {
            String cell = row.get(column);
            if (below[column] && !cell.isEmpty()) {
                Column moved = columns.get(column);
                if (moved.prose() && !line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                String text = moved.prose() ? cell : moved.heading().toLowerCase(Locale.ROOT) + " " + cell;
                String separator = GAP;
                for (String word : moved.prose() ? List.of(text.split(" ", -1)) : List.of(text)) {
                    if (!line.isEmpty() && width(line.toString()) + separator.length() + width(word) > width) {
                        lines.add(line.toString());
                        line.setLength(0);
                    }
                    line.append(line.isEmpty() ? GAP + GAP : separator).append(word);
                    separator = moved.prose() ? " " : GAP;
                }
            }
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    /** The start and the end of a text: names that are alike differ there. */
    private static String shortened(String text, int width) {
        int length = width(text);
        if (length <= width) {
            return text;
        }
        int head = width / 2;
        return text.substring(0, text.offsetByCodePoints(0, head)) + "…"
                + text.substring(text.offsetByCodePoints(0, length - (width - head - 1)));
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Names come from measurements: none of them may steer a terminal. */
    public static String printable(String text) {
        return VisibleText.of(text);
    }
}
