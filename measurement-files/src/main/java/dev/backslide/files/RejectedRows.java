package dev.backslide.files;

import dev.backslide.configuration.FileTrouble;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.report.CsvExport;
import dev.backslide.core.text.Counted;
import dev.backslide.core.text.VisibleText;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keeps the rows of a file that were rejected, so that they can be corrected and replayed. Not thread-safe. */
public final class RejectedRows {

    /** Of the name of a file with rejected rows, before .csv. */
    private static final String ENDING = ".rejected";

    /** That ending, and the number that it has where rejected rows were rejected again. */
    static final String ENDING_PATTERN = "\\.rejected(?:-(\\d{1,4}))?$";

    private static final int SHOWN = 20;
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");

    private final List<RejectedRow> rows = new ArrayList<>();

    public void add(RejectedRow row) {
        rows.add(row);
    }

    public int count() {
        return rows.size();
    }

    /**
     * Keeps what was rejected, if anything was.
     *
     * @param header of the file
     * @param path of the file
     * @param target where the rows are kept; null: beside the file
     * @param shown a path as the user reads it
     * @return what to tell, a sentence each
     */
    public List<String> keep(String header, Path path, @Nullable Path target, Function<Path, String> shown) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> sentences = problems(String.valueOf(path.getFileName()));
        Path kept = target == null ? beside(path) : target;
        try {
            write(header, kept);
            sentences.add(counted() + " rejected and kept in " + shown.apply(kept) + "; correct and replay "
                    + (rows.size() == 1 ? "it" : "them"));
        } catch (IOException e) {
            sentences.add(counted() + " rejected and could not be kept in " + kept + " (" + FileTrouble.of(e)
                    + "); name another file with --rejected");
        }
        return sentences;
    }

    private String counted() {
        return Counted.of(rows.size(), "row was", "rows were");
    }

    private static Path beside(Path path) {
        String name =
                String.valueOf(path.getFileName()).replaceFirst("\\.gz$", "").replaceFirst("\\.csv$", "");
        Matcher again = Pattern.compile(ENDING_PATTERN).matcher(name);
        if (!again.find()) {
            return path.resolveSibling(name + ENDING + ".csv");
        }
        int round = again.group(1) == null ? 2 : Integer.parseInt(again.group(1)) + 1;
        return path.resolveSibling(name.substring(0, again.start()) + ENDING + "-" + round + ".csv");
    }

    /** The first rows' problems, a line each. */
    List<String> problems(String file) {
        List<String> lines = new ArrayList<>();
        rows.stream()
                .limit(SHOWN)
                .forEach(row -> lines.add(file + " line " + row.line() + ": " + VisibleText.of(row.reason())));
        if (rows.size() > SHOWN) {
            lines.add(file + ": and " + Counted.of(rows.size() - SHOWN, "more row", "more rows") + " like these");
        }
        return lines;
    }

    /** Writes header and rejected rows, each below a comment that says why; replayed, they are read as they were. */
    public void write(String header, Path target) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(header);
        for (RejectedRow row : rows) {
            lines.add(MeasurementFile.REJECTION_PREFIX + row.line() + ": "
                    + CsvExport.guard(VisibleText.of(row.reason())));
            lines.add(guarded(row.text()));
        }
        Files.write(target, lines, StandardCharsets.UTF_8);
    }

    /** No cell is a formula, also where it came from a file that had one. */
    private static String guarded(String row) {
        try {
            return CsvLine.split(row).stream()
                    .map(cell -> isNumber(cell) ? cell : CsvExport.cell(CsvExport.text(cell)))
                    .collect(Collectors.joining(","));
        } catch (InvalidMetricException e) {
            return CsvExport.guard(row);
        }
    }

    private static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches();
    }
}
