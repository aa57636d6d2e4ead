package dev.backslide.core.report;

import dev.backslide.core.SeriesKey;
import dev.backslide.core.text.VisibleText;

import java.io.IOException;
import java.time.Instant;

/**
 * The specification's CSV of measurements, quoted as RFC 4180 says, lines ended by a line feed. Where a spreadsheet would run a
 * text as a formula, an apostrophe stands in front: at the start of a cell and, as some spreadsheets split cells at semicolons
 * or tabs, behind what may separate cells; blanks, quotes and invisible characters in between do not count. {@link #text}
 * takes the apostrophes away. Not thread-safe: one a file.
 *
 * @since 0.1
 */
public final class CsvExport {

    /** First line of every file. */
    public static final String HEADER = "Model Name,Metric Name,Value,Unit,Category,Timestamp,Date Time";

    /** What a spreadsheet takes for the start of a formula, and the guard itself, so that a text can be read as it was. */
    private static final String GUARDED = "=+-@\uff1d\uff0b\uff0d\uff20\t\r\n'";

    private static final char GUARD = '\'';
    private static final String SEPARATORS = ",;|";

    private final Appendable out;

    /** Writes the header. */
    public CsvExport(Appendable out) throws IOException {
        this.out = out;
        out.append(HEADER).append('\n');
    }

    /**
     * Writes one measurement. The name is that of its series: with the dimensions where it has some, since no column of the
     * specification would tell two series of one metric apart.
     */
    public void row(String seriesKey, String modelName, double value, String unit, String category, Instant timestamp)
            throws IOException {
        out.append(cell(modelName)).append(',');
        out.append(cell(SeriesKey.nameIn(seriesKey))).append(',');
        out.append(PythonFormat.repr(value)).append(',');
        out.append(cell(unit)).append(',').append(cell(category)).append(',');
        out.append(PythonFormat.repr(PythonFormat.epochSeconds(timestamp))).append(',');
        out.append(PythonFormat.isoformat(timestamp)).append('\n');
    }

    /** A text as one cell: guarded against formulas, quoted where it must be. */
    public static String cell(String text) {
        if (text.isEmpty()) {
            return text;
        }
        String guarded = guard(text);
        return needsQuotes(guarded) ? '"' + guarded.replace("\"", "\"\"") + '"' : guarded;
    }

    /** A text with apostrophes where a formula could start; unlike {@link #cell}, not quoted. */
    public static String guard(String text) {
        StringBuilder guarded = new StringBuilder(text.length() + 2);
        boolean atStart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (atStart && isGuarded(c, i)) {
                guarded.append(GUARD);
            }
            guarded.append(c);
            atStart = isStartBehind(c, atStart);
        }
        return guarded.toString();
    }

    /** The text of an unquoted {@link #cell}. */
    public static String text(String cell) {
        StringBuilder text = new StringBuilder(cell.length());
        boolean atStart = true;
        for (int i = 0; i < cell.length(); i++) {
            if (atStart && cell.charAt(i) == GUARD && i + 1 < cell.length() && isGuarded(cell.charAt(i + 1), i)) {
                i++;
            }
            char c = cell.charAt(i);
            text.append(c);
            atStart = isStartBehind(c, atStart);
        }
        return text.toString();
    }

    /** A reader strips blanks around a cell: those at its start are kept by a guard, too. */
    private static boolean isGuarded(char c, int place) {
        return GUARDED.indexOf(c) >= 0 || (place == 0 && Character.isWhitespace(c));
    }

    /** Whether a spreadsheet may see the start of a cell behind this character. */
    private static boolean isStartBehind(char c, boolean atStart) {
        if (SEPARATORS.indexOf(c) >= 0 || c == '\t' || c == '\r' || c == '\n') {
            return true;
        }
        return atStart
                && (c == '"'
                        || Character.isSpaceChar(c)
                        || !VisibleText.of("x" + c).endsWith(String.valueOf(c)));
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == ';' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return text.charAt(0) == ' ' || text.charAt(text.length() - 1) == ' ';
    }
}
