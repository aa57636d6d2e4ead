package dev.backslide.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.configuration.FileTrouble;
import dev.backslide.sdk.internal.run.ResultJson;
import dev.backslide.sdk.internal.storage.BoundedLines;
import dev.backslide.sdk.tracker.MeasurementResult;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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
    public Map<String, MeasurementResult> read(List<String> problems) {
        Map<String, MeasurementResult> measured = new LinkedHashMap<>();
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

    private void read(String line, BoundedLines lines, Map<String, MeasurementResult> measured, List<String> problems) {
        if (line.isEmpty() && !lines.isTooLong()) {
            return;
        }
        try {
            MeasurementResult next = ResultJson.parse(MAPPER.readTree(line));
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
                        + " was rejected and is not judged (" + reason + ")";
            }
        } catch (JsonProcessingException e) {
            // Told below, as any line that no tracker wrote.
        }
        return "line " + number + " of the results in " + path
                + " is not the result of a measurement; that measurement is lost";
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static GateException unreadable(Path path, IOException e) {
        return new GateException(
                "results file '" + path + "' cannot be read (" + FileTrouble.of(e)
                        + "); name another in BACKSLIDE_RESULTS_FILE, or unset it",
                e);
    }
}
