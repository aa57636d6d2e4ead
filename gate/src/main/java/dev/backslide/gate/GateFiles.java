package dev.backslide.gate;

import dev.backslide.configuration.FileTrouble;
import dev.backslide.sdk.internal.storage.TextFiles;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a gate's outcome into the folder of reports, line by line: a run may have measured a hundred thousand metrics. Stateless.
 *
 * @since 0.1
 */
public final class GateFiles {

    /** For people. */
    public static final String MARKDOWN = "ci_report.md";
    /** Every measurement, one a line. */
    public static final String CSV = "ci_results.csv";
    /** Everything, for programs. */
    public static final String JSON = "ci_results.json";

    /** The name that CI systems look for. */
    public static final String JUNIT = "TEST-backslide-ci.xml";

    private GateFiles() {}

    /**
     * Replaces what an earlier run left.
     *
     * @throws GateException when the folder cannot be written
     */
    public static List<Path> write(GateResult result, Path folder) {
        List<Path> files = new ArrayList<>();
        files.add(write(folder.resolve(MARKDOWN), out -> out.write(GateMarkdown.render(result))));
        files.add(write(folder.resolve(CSV), out -> GateCsv.write(result, out)));
        files.add(writeJson(result, folder.resolve(JSON)));
        files.add(write(folder.resolve(JUNIT), out -> GateJUnitXml.write(result, out)));
        return files;
    }

    /**
     * Writes the file for programs elsewhere.
     *
     * @throws GateException when it cannot be written
     */
    public static Path writeJson(GateResult result, Path file) {
        return write(file, out -> GateJson.write(result, out));
    }

    /** What {@link #MARKDOWN} holds. */
    public static String markdown(GateResult result) {
        return GateMarkdown.render(result);
    }

    private static Path write(Path file, TextFiles.Body text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (Writer out = Files.newBufferedWriter(file)) {
                text.write(out);
            }
            return file;
        } catch (IOException e) {
            throw new GateException(
                    "'" + file + "' cannot be written (" + FileTrouble.of(e)
                            + "); choose another place with --reports-dir or --json",
                    e);
        }
    }
}
