package dev.backslide.cli;

import dev.backslide.configuration.FileTrouble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a gate's outcome into the folder of reports. Stateless. */
final class GateFiles {

    static final String MARKDOWN = "ci_report.md";
    static final String CSV = "ci_results.csv";
    static final String JSON = "ci_results.json";

    /** The name that CI systems look for. */
    static final String JUNIT = "TEST-backslide-ci.xml";

    private GateFiles() {}

    /**
     * Replaces what an earlier run left.
     *
     * @throws CommandFailure when the folder cannot be written
     */
    static List<Path> write(GateResult result, Path folder) {
        List<Path> files = new ArrayList<>();
        files.add(write(folder.resolve(MARKDOWN), GateMarkdown.render(result)));
        files.add(write(folder.resolve(CSV), GateCsv.render(result)));
        files.add(write(folder.resolve(JSON), GateJson.render(result)));
        files.add(write(folder.resolve(JUNIT), GateJUnitXml.render(result)));
        return files;
    }

    static Path write(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new CommandFailure(
                    "'" + file + "' cannot be written (" + FileTrouble.of(e)
                            + "); choose another place with --reports-dir or --json",
                    e);
        }
    }
}
