package dev.backslide.cli;

import dev.backslide.configuration.FileTrouble;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps the rows of a file that were rejected, so that they can be corrected and replayed. Not thread-safe. */
final class RejectedRows {

    /** Of the name of a file with rejected rows, before .csv. */
    static final String ENDING = ".rejected";

    private static final int SHOWN = 20;

    private final List<RejectedRow> rows = new ArrayList<>();

    void add(RejectedRow row) {
        rows.add(row);
    }

    int count() {
        return rows.size();
    }

    /**
     * Tells what was rejected and keeps it.
     *
     * @param header of the file
     * @param path of the file
     * @param target where the rows are kept; null: beside the file
     * @return the exit code: failed where a row was rejected
     */
    int report(Surroundings surroundings, String header, Path path, @Nullable Path target) {
        if (rows.isEmpty()) {
            return ExitCode.OK;
        }
        PrintWriter err = surroundings.err();
        problems(String.valueOf(path.getFileName())).forEach(line -> err.println("backslide: " + line));
        Path kept = target == null ? beside(path) : surroundings.resolve(target);
        try {
            write(header, kept);
            err.println("backslide: " + rows.size() + " rows were rejected and kept in " + surroundings.show(kept)
                    + "; correct and replay them");
        } catch (IOException e) {
            err.println("backslide: " + rows.size() + " rows were rejected and could not be kept in " + kept + " ("
                    + FileTrouble.of(e) + "); name another file with --rejected");
        }
        return ExitCode.FAILED;
    }

    private static Path beside(Path path) {
        String name =
                String.valueOf(path.getFileName()).replaceFirst("\\.gz$", "").replaceFirst("\\.csv$", "");
        return path.resolveSibling(name + ENDING + ".csv");
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
