package dev.backslide.files;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.SeriesKey;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds out whether several branches of a file would meet in one series. They are never judged as one: the step of one branch would be
 * noise of all. Not thread-safe.
 */
public final class FileBranches {

    private static final int NAMED = 3;

    private final List<String> dimensions;
    private final Map<SeriesKey, String> firstBranches = new HashMap<>();
    private final TreeSet<String> mixed = new TreeSet<>();
    private String example = "";

    private FileBranches(List<String> dimensions) {
        this.dimensions = dimensions;
    }

    /**
     * The dimensions that tell the series of a file apart: those that are configured, and the branch where the file has several of one
     * series.
     *
     * @param remarks gets a sentence in that case
     * @throws MeasurementFileException when the file cannot be read or its header does not say what the columns are
     */
    public static List<String> dimensions(
            Path path, MeasurementDefaults defaults, List<String> configured, Consumer<String> remarks) {
        if (configured.contains(MeasurementColumns.BRANCH) || !hasBranches(path)) {
            return configured;
        }
        FileBranches branches = new FileBranches(configured);
        try (InputStream input = MeasurementInput.open(path)) {
            new MeasurementFile(defaults).read(input, row -> branches.add(row.event()), row -> {});
        } catch (IOException e) {
            throw MeasurementInput.unreadable(path, e);
        } catch (UncheckedIOException e) {
            throw MeasurementInput.unreadable(path, e);
        }
        if (branches.mixed.isEmpty()) {
            return configured;
        }
        remarks.accept(path.getFileName() + " " + branches.told());
        List<String> all = new ArrayList<>(configured);
        all.add(MeasurementColumns.BRANCH);
        return all;
    }

    private static boolean hasBranches(Path path) {
        try (InputStream input = MeasurementInput.open(path)) {
            return MeasurementFile.columns(input).positions().containsKey(MeasurementColumns.BRANCH);
        } catch (IOException e) {
            throw MeasurementInput.unreadable(path, e);
        } catch (UncheckedIOException e) {
            throw MeasurementInput.unreadable(path, e);
        }
    }

    private void add(MetricEvent event) {
        String branch = event.run().branch();
        if (branch == null) {
            return;
        }
        SeriesKey series = SeriesKey.of(event, dimensions);
        String first = firstBranches.putIfAbsent(series, branch);
        if (first != null && !first.equals(branch)) {
            example = mixed.isEmpty() ? series.toString() : example;
            mixed.add(first);
            mixed.add(branch);
        }
    }

    private String told() {
        return "has measurements of " + mixed.size() + " branches of one metric (" + example + ": "
                + named(List.copyOf(mixed))
                + "): each branch becomes its own series, as with '[series] dimensions = branch'";
    }

    /** The first branches, and how many more there are. */
    public static String named(List<String> branches) {
        return branches.size() <= NAMED
                ? String.join(", ", branches.subList(0, branches.size() - 1)) + " and "
                        + branches.get(branches.size() - 1)
                : String.join(", ", branches.subList(0, NAMED)) + " and " + (branches.size() - NAMED) + " more";
    }
}
