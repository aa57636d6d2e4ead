package dev.backslide.core.report;

import java.io.IOException;
import java.time.Instant;

/**
 * The specification's CSV of measurements, quoted as RFC 4180 says, lines ended by a line feed. A text that a spreadsheet
 * would run as a formula gets a leading apostrophe. Not thread-safe: one a file.
 */
public final class CsvExport {

    /** First line of every file. */
    public static final String HEADER = "Model Name,Metric Name,Value,Unit,Category,Timestamp,Date Time";

    /** What a spreadsheet takes for a formula, and the guard itself, so that a text can be read as it was. */
    private static final String GUARDED_STARTS = "=+-@\t\r'";

    private final Appendable out;

    /** Writes the header. */
    public CsvExport(Appendable out) throws IOException {
        this.out = out;
        out.append(HEADER).append('\n');
    }

    /** Writes one measurement. */
    public void row(String modelName, String name, double value, String unit, String category, Instant timestamp)
            throws IOException {
        out.append(cell(modelName)).append(',').append(cell(name)).append(',');
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
        String guarded = GUARDED_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return needsQuotes(guarded) ? '"' + guarded.replace("\"", "\"\"") + '"' : guarded;
    }

    /** The text of an unquoted {@link #cell}. */
    public static String text(String cell) {
        boolean guarded = cell.length() > 1 && cell.charAt(0) == '\'' && GUARDED_STARTS.indexOf(cell.charAt(1)) >= 0;
        return guarded ? cell.substring(1) : cell;
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return text.charAt(0) == ' ' || text.charAt(text.length() - 1) == ' ';
    }
}
