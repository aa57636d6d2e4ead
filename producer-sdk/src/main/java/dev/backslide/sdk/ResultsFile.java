package dev.backslide.sdk;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.schemas.RecordJson;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.VerdictOutcome.Received;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A JSON line for each outcome, written at once and in one piece, so that several processes may share the file. A file that
 * cannot be written stops nobody: it is said in the log. Thread-safe.
 */
public final class ResultsFile {

    private static final Logger LOG = LoggerFactory.getLogger(ResultsFile.class);

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
    public synchronized void append(MetricEvent event, @Nullable String seriesKey, VerdictOutcome outcome) {
        byte[] line = (RecordJson.line(shape(event, seriesKey, outcome)) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                channel.write(ByteBuffer.wrap(line));
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .setMessage("The results file cannot be written")
                    .addKeyValue("file", file)
                    .addKeyValue("cause", e)
                    .log();
        }
    }

    private static Map<String, @Nullable Object> shape(
            MetricEvent event, @Nullable String seriesKey, VerdictOutcome outcome) {
        MetricVerdict verdict = outcome instanceof Received received ? received.verdict() : null;
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("event_id", event.eventId());
        line.put("series_key", seriesKey);
        line.put("model_name", event.modelName());
        line.put("name", event.name());
        line.put("value", event.value());
        line.put("unit", event.unit());
        line.put("verdict", verdict == null ? null : verdict.verdict().name());
        line.put("severity", severity(verdict));
        line.put("baseline", verdict == null ? null : verdict.baseline());
        line.put("change_percent", verdict == null ? null : verdict.changePercent());
        line.put("threshold_percent", verdict == null ? null : verdict.thresholdPercent());
        line.put("noise_percent", verdict == null ? null : verdict.noisePercent());
        line.put("alert_id", verdict == null ? null : verdict.alertId());
        line.put("timestamp", event.timestamp());
        line.put("reason", reason(outcome));
        return line;
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
