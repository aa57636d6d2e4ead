package dev.backslide.cli;

import dev.backslide.configuration.FileTrouble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Saves the files that the sink renders. A file is complete or not there: it gets its name at the end. Thread-safe. */
final class Exports {

    /** Names of the files, as people look for them. */
    static final String REPORT = "performance_report.md";

    static final String PAGE = "performance_report.html";

    static final String METRICS_CSV = "performance_metrics.csv";
    static final String HISTORY_JSON = "metrics_history.json";
    static final String ALERTS_JSON = "regression_alerts.json";

    private final SinkClient client;
    private final Path folder;

    /** @throws CommandFailure when the folder cannot be made */
    Exports(SinkClient client, Path folder) {
        this.client = client;
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Saves the Markdown report. */
    Path report() {
        return save("/api/v1/report", REPORT);
    }

    /** Saves the report as a page with plots. */
    Path page() {
        return save("/api/v1/report.html", PAGE);
    }

    /** Saves all measurements in the specification's CSV. */
    Path csv() {
        return save("/api/v1/export/metrics.csv", METRICS_CSV);
    }

    /** Saves all measurements in the specification's JSON. */
    Path history() {
        return save("/api/v1/export/history.json", HISTORY_JSON);
    }

    /** Saves all alerts in the specification's JSON. */
    Path alerts() {
        return save("/api/v1/export/alerts.json", ALERTS_JSON);
    }

    private Path save(String path, String name) {
        Path target = folder.resolve(name);
        try {
            Path unfinished = folder.resolve(name + ".part");
            try {
                client.download(path, Map.of(), unfinished);
                Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
        return target;
    }

    private CommandFailure unwritable(IOException e) {
        return new CommandFailure(
                "folder '" + folder + "' cannot be written (" + FileTrouble.of(e) + "); choose another with --out", e);
    }
}
