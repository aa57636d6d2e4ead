package dev.backslide.cli.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.output.Json;
import dev.backslide.core.detection.evaluation.MeasurementRange;
import dev.backslide.core.detection.evaluation.SeriesLabels;
import dev.backslide.core.detection.evaluation.TrueChange;
import dev.backslide.core.report.TextTable;
import dev.backslide.files.MeasurementInput;
import dev.backslide.schemas.RecordJson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the truth about series from JSON: an object by series id, each {@code {"n": measurements, "family": group, "cps": [{"index":
 * first of the new level, "end": last of a ramp, "snr": size in noise standard deviations, "care": false where it counts neither
 * way}], "ignore": [[first, last]]}}; only {@code n} must be there. Stateless.
 */
final class LabelsFile {

    private static final String NO_FAMILY = "none";

    private LabelsFile() {}

    /** @throws CommandFailure when the file is no labels; it names the series */
    static Map<String, SeriesLabels> read(Path path) {
        JsonNode root;
        try {
            root = Json.parse(Files.readString(path));
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    "labels '" + path + "' cannot be used (" + RecordJson.problem(e) + "); correct them", e);
        } catch (IOException e) {
            throw MeasurementInput.unreadable(path, e);
        }
        if (!root.isObject() || root.isEmpty()) {
            throw new CommandFailure(
                    "labels '" + path + "' were no object by series id, e.g. {\"latency\": {\"n\": 200,"
                            + " \"cps\": [{\"index\": 120}]}}; correct them");
        }
        Map<String, SeriesLabels> labels = new TreeMap<>();
        root.properties().forEach(entry -> labels.put(entry.getKey(), series(path, entry.getKey(), entry.getValue())));
        return labels;
    }

    private static SeriesLabels series(Path path, String id, JsonNode node) {
        try {
            List<TrueChange> changes = new ArrayList<>();
            list(node, "cps").forEach(change -> changes.add(change(change)));
            List<MeasurementRange> ignored = new ArrayList<>();
            list(node, "ignore").forEach(zone -> ignored.add(zone(zone)));
            JsonNode family = node.path("family");
            return new SeriesLabels(
                    family.isValueNode() && !family.isNull() ? family.asText() : NO_FAMILY,
                    whole(node, "n"),
                    changes,
                    ignored);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    "labels '" + path + "': series '" + TextTable.printable(id) + "': " + e.getMessage()
                            + "; correct it",
                    e);
        }
    }

    private static JsonNode list(JsonNode node, String field) {
        JsonNode list = node.path(field);
        if (!list.isArray() && !list.isMissingNode()) {
            throw new IllegalArgumentException(field + " was '" + list + "' but it must be a list");
        }
        return list;
    }

    private static TrueChange change(JsonNode node) {
        int index = whole(node, "index");
        int end = node.has("end") ? Math.max(index, whole(node, "end")) : index;
        JsonNode snr = node.path("snr");
        if (!snr.isNumber() && !snr.isMissingNode()) {
            throw new IllegalArgumentException("snr was '" + snr + "' but it must be a number");
        }
        boolean counts = node.path("care").asBoolean(true);
        return new TrueChange(index, end, counts ? snr.asDouble(TrueChange.UNKNOWN_SNR) : 0);
    }

    private static MeasurementRange zone(JsonNode node) {
        if (!node.isArray()
                || node.size() != 2
                || !node.get(0).isInt()
                || !node.get(1).isInt()) {
            throw new IllegalArgumentException("ignore had '" + node + "' but it must be [first, last]");
        }
        return new MeasurementRange(node.get(0).asInt(), node.get(1).asInt());
    }

    private static int whole(JsonNode node, String field) {
        JsonNode number = node.path(field);
        if (!number.isInt() || number.asInt() < 0) {
            throw new IllegalArgumentException(
                    field + " was " + (number.isMissingNode() ? "missing" : "'" + number + "'")
                            + " but it must be a whole number from 0");
        }
        return number.asInt();
    }
}
