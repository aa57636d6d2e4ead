package dev.backslide.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps the rows of a file that were rejected, so that they can be corrected and replayed. Not thread-safe. */
final class RejectedRows {

    private static final int SHOWN = 20;

    private final List<RejectedRow> rows = new ArrayList<>();

    void add(RejectedRow row) {
        rows.add(row);
    }

    int count() {
        return rows.size();
    }

    /** The first rows' problems, a line each. */
    List<String> problems(String file) {
        List<String> lines = new ArrayList<>();
        rows.stream()
                .limit(SHOWN)
                .forEach(row -> lines.add(file + " line " + row.line() + ": " + TextTable.printable(row.reason())));
        if (rows.size() > SHOWN) {
            lines.add(file + ": and " + (rows.size() - SHOWN) + " more rows like these");
        }
        return lines;
    }

    /** Writes header and rejected rows, each below a comment that says why. */
    void write(String header, Path target) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(header);
        for (RejectedRow row : rows) {
            lines.add(MeasurementFile.REJECTION_PREFIX + row.line() + ": " + TextTable.printable(row.reason()));
            lines.add(row.text());
        }
        Files.write(target, lines, StandardCharsets.UTF_8);
    }
}
