package dev.backslide.sdk.tracker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.Severity;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.internal.run.ResultJson;
import dev.backslide.sdk.internal.storage.Warnings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JSON line for each outcome, written at once and in one piece, so that several processes may share the file. A file that cannot be
 * written stops no caller: the log reports it. Thread-safe.
 *
 * @since 0.1
 */
public final class ResultsFile {

    private static final Logger LOG = Warnings.of(ResultsFile.class);

    private final Path file;

    /** @param file made when the first outcome is written */
    public ResultsFile(Path file) {
        this.file = file;
    }

    /**
     * Appends the outcome of a measurement.
     *
     * @param seriesKey null: the measurement has none, because it was rejected
     */
    public void append(MetricEvent event, @Nullable String seriesKey, VerdictOutcome outcome) {
        MeasurementResult result = MeasurementResult.of(event, outcome);
        Severity severity = result.severity();
        append(ResultJson.toJson(result)
                .put("series_key", seriesKey)
                .put("severity", severity == null ? null : severity.name()));
    }

    /** Appends a measurement that broke a rule and was not recorded, so that a gate learns of it. */
    public void appendRefused(String name, String unit, String modelName, String reason) {
        append(JsonNodeFactory.instance
                .objectNode()
                .put("model_name", modelName)
                .put("name", name)
                .put("unit", unit)
                .putNull("value")
                .putNull("verdict")
                .put("reason", reason));
    }

    private synchronized void append(ObjectNode shape) {
        byte[] line = (shape + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            // A channel would close without a line where the thread was interrupted.
            try (OutputStream out = new FileOutputStream(file.toFile(), true)) {
                out.write(line);
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .setMessage("The results file cannot be written")
                    .addKeyValue("file", file)
                    .addKeyValue("cause", e)
                    .log();
        }
    }
}
