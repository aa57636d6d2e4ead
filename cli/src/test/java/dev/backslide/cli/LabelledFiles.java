package dev.backslide.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The labelled series of core's tests, as files: one copy serves all modules. */
public final class LabelledFiles {

    private static final Path FOLDER = Path.of("..", "core", "src", "test", "resources", "detection")
            .toAbsolutePath()
            .normalize();

    private LabelledFiles() {}

    public static String data(String set) {
        return FOLDER.resolve(set + (set.equals("synthd") ? ".csv.gz" : ".csv")).toString();
    }

    public static String labels(String set) {
        return FOLDER.resolve(set + ".labels.json").toString();
    }

    /** What the reference method alerts on, sorted, without the header. */
    public static List<String> referenceAlerts(String set) {
        return alerts(FOLDER.resolve("baselines").resolve("lah_" + set + ".csv"));
    }

    /** The lines of a file of alerts, sorted, without the header. */
    public static List<String> alerts(Path file) {
        try {
            return Files.readAllLines(file).stream().skip(1).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
