package dev.backslide.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.configuration.FileTrouble;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;
import dev.backslide.sdk.internal.storage.BoundedLines;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the file that trackers append what they recorded to, a JSON object a line. What was in it before it was opened belongs to
 * another run. Not thread-safe.
 *
 * @since 0.1
 */
public final class ResultsReader {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path path;
    private final long start;

    private ResultsReader(Path path, long start) {
        this.path = path;
        this.start = start;
    }

    /** Notes where the file ends now; it need not exist. */
    public static ResultsReader open(Path path) {
        try {
            return new ResultsReader(path, Files.exists(path) ? Files.size(path) : 0);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /**
     * What was appended since, in order, by event id: an event counts once, with its answer if any line has one.
     *
     * @param problems told of each line that is no result
     * @throws GateException when the file cannot be read
     */
    public Map<String, GateMeasurement> read(List<String> problems) {
        Map<String, GateMeasurement> measured = new LinkedHashMap<>();
        if (!Files.exists(path)) {
            return measured;
        }
        try (FileChannel channel = FileChannel.open(path)) {
            channel.position(channel.size() < start ? 0 : start);
            BoundedLines lines = new BoundedLines(Channels.newInputStream(channel), StandardCharsets.UTF_8);
            for (String line = lines.next(); line != null; line = lines.next()) {
                read(line.strip(), lines, measured, problems);
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        return measured;
    }

    private void read(String line, BoundedLines lines, Map<String, GateMeasurement> measured, List<String> problems) {
        if (line.isEmpty() && !lines.isTooLong()) {
            return;
        }
        try {
            GateMeasurement next = parse(line);
            measured.merge(next.eventId(), next, (old, later) -> old.verdict() == null ? later : old);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            problems.add(problem(line, lines.number()));
        }
    }

    /** A line that is no result may still say what a tracker refused to record. */
    private String problem(String line, long number) {
        try {
            JsonNode node = MAPPER.readTree(line);
            String reason = text(node, "reason");
            if (reason != null && node.path("value").isNull()) {
                return "a measurement of " + text(node, "model_name") + ":" + text(node, "name")
                        + " was refused and is not judged (" + reason + ")";
            }
        } catch (JsonProcessingException e) {
            // Told below, as any line that no tracker wrote.
        }
        return "line " + number + " of the results in " + path
                + " is no result of a measurement; what was recorded there is lost";
    }

    private static GateMeasurement parse(String line) throws JsonProcessingException {
        JsonNode node = MAPPER.readTree(line);
        String verdict = text(node, "verdict");
        String severity = text(node, "severity");
        String model = required(node, "model_name");
        String name = required(node, "name");
        String seriesKey = text(node, "series_key");
        return new GateMeasurement(
                required(node, "event_id"),
                seriesKey == null ? model + ":" + name : seriesKey,
                model,
                name,
                requiredNumber(node, "value"),
                node.path("unit").asText(""),
                verdict == null ? null : Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)),
                severity == null ? null : Severity.valueOf(severity.toUpperCase(Locale.ROOT)),
                number(node, "baseline"),
                number(node, "change_percent"),
                number(node, "threshold_percent"),
                number(node, "noise_percent"),
                number(node, "noise"),
                text(node, "alert_id"),
                node.path("timestamp").asText(""),
                verdict == null ? null : reasonCode(node),
                node.path("reason").asText(""));
    }

    /** The line of a measurement, without a line feed. */
    static ObjectNode toJson(GateMeasurement measured) {
        Verdict verdict = measured.verdict();
        Severity severity = measured.severity();
        VerdictReason reasonCode = measured.reasonCode();
        return JsonNodeFactory.instance
                .objectNode()
                .put("event_id", measured.eventId())
                .put("series_key", measured.seriesKey())
                .put("model_name", measured.modelName())
                .put("name", measured.name())
                .put("value", measured.value())
                .put("unit", measured.unit())
                .put("verdict", verdict == null ? null : verdict.name())
                .put("severity", severity == null ? null : severity.label())
                .put("baseline", measured.baseline())
                .put("change_percent", measured.changePercent())
                .put("threshold_percent", measured.thresholdPercent())
                .put("noise_percent", measured.noisePercent())
                .put("noise", measured.noise())
                .put("alert_id", measured.alertId())
                .put("timestamp", measured.timestamp())
                .put("reason_code", reasonCode == null ? null : reasonCode.name())
                .put("reason", measured.reason());
    }

    /** A tracker of another version may know others, or none. */
    private static VerdictReason reasonCode(JsonNode node) {
        String code = text(node, "reason_code");
        return Arrays.stream(VerdictReason.values())
                .filter(known -> known.name().equals(code))
                .findFirst()
                .orElse(VerdictReason.UNKNOWN);
    }

    private static String required(JsonNode node, String field) {
        String text = text(node, field);
        if (text == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return text;
    }

    private static double requiredNumber(JsonNode node, String field) {
        Double number = number(node, field);
        if (number == null) {
            throw new IllegalArgumentException(field + " is no number");
        }
        return number;
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static @Nullable Double number(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || !value.isNumber() ? null : value.asDouble();
    }

    private static GateException unreadable(Path path, IOException e) {
        return new GateException(
                "results file '" + path + "' cannot be read (" + FileTrouble.of(e)
                        + "); name another in BACKSLIDE_RESULTS_FILE, or unset it",
                e);
    }
}
