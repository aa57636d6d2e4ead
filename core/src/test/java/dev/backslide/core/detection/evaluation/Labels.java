package dev.backslide.core.detection.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The labels beside a labelled set. */
final class Labels {

    private Labels() {}

    /** @param set e.g. {@code synthd} */
    static Map<String, SeriesLabels> read(String set) {
        Map<String, SeriesLabels> labels = new LinkedHashMap<>();
        try {
            new ObjectMapper()
                    .readTree(String.join("\n", LabelledSet.lines(set + ".labels.json")))
                    .properties()
                    .forEach(entry -> labels.put(entry.getKey(), series(entry.getValue())));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return labels;
    }

    private static SeriesLabels series(JsonNode node) {
        List<TrueChange> changes = new ArrayList<>();
        for (JsonNode change : node.get("cps")) {
            int index = change.get("index").asInt();
            boolean counts = change.path("care").asBoolean(true);
            double snr = counts ? change.path("snr").asDouble(TrueChange.UNKNOWN_SNR) : 0;
            changes.add(new TrueChange(index, change.path("end").asInt(index), snr));
        }
        List<MeasurementRange> ignored = new ArrayList<>();
        for (JsonNode zone : node.path("ignore")) {
            ignored.add(new MeasurementRange(zone.get(0).asInt(), zone.get(1).asInt()));
        }
        return new SeriesLabels(node.get("family").asText(), node.get("n").asInt(), changes, ignored);
    }
}
