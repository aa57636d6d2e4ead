package dev.backslide.sdk.tracker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.VerdictOutcome.Received;
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
 * A JSON line for each outcome, written at once and in one piece, so that several processes may share the file. A file that
 * cannot be written stops nobody: it is said in the log. Thread-safe.
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
     * Appends what became of a measurement.
     *
     * @param seriesKey null: the measurement has none, it was refused
     */
    public void append(MetricEvent event, @Nullable String seriesKey, VerdictOutcome outcome) {
        append(shape(event, seriesKey, outcome));
    }

    /** Appends that what was to be recorded broke a rule, so that it is no measurement: whoever judges a run must know. */
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

    /** All fields, also those without a value: a reader need not guess what a missing one means. */
    private static ObjectNode shape(MetricEvent event, @Nullable String seriesKey, VerdictOutcome outcome) {
        MetricVerdict verdict = outcome instanceof Received received ? received.verdict() : null;
        return JsonNodeFactory.instance
                .objectNode()
                .put("event_id", event.eventId())
                .put("series_key", seriesKey)
                .put("model_name", event.modelName())
                .put("name", event.name())
                .put("value", event.value())
                .put("unit", event.unit())
                .put("verdict", verdict == null ? null : verdict.verdict().name())
                .put("severity", severity(verdict))
                .put("baseline", verdict == null ? null : verdict.baseline())
                .put("change_percent", verdict == null ? null : verdict.changePercent())
                .put("threshold_percent", verdict == null ? null : Double.valueOf(verdict.thresholdPercent()))
                .put("noise_percent", verdict == null ? null : verdict.noisePercent())
                .put("noise", verdict == null ? null : verdict.noise())
                .put("alert_id", verdict == null ? null : verdict.alertId())
                .put("timestamp", event.timestamp().toString())
                .put(
                        "reason_code",
                        verdict == null ? null : verdict.reasonCode().name())
                .put("reason", reason(outcome));
    }

    private static @Nullable String severity(@Nullable MetricVerdict verdict) {
        return verdict == null || verdict.severity() == null
                ? null
                : verdict.severity().name();
    }

    private static String reason(VerdictOutcome outcome) {
        if (outcome instanceof Received received) {
            return received.verdict().reason();
        }
        return outcome instanceof NoneCame none ? none.reason() : ((NotSent) outcome).message();
    }
}
