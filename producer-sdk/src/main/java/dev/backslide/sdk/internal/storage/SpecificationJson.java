package dev.backslide.sdk.internal.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.schemas.internal.JsonShapes;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** The specification's JSON of history and alerts, number for number and indent for indent as Python writes it. Stateless. */
public final class SpecificationJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private SpecificationJson() {}

    /**
     * Writes the history object.
     *
     * @param history measurements by series key, each list in the order of time
     */
    public static void history(Map<String, List<MetricEvent>> history, Writer out) throws IOException {
        try (JsonGenerator json = generator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, List<MetricEvent>> series : history.entrySet()) {
                json.writeArrayFieldStart(series.getKey());
                for (MetricEvent event : series.getValue()) {
                    JsonShapes.metric(json, event);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
    }

    /** Writes alerts as an array of the specification's object. */
    public static void alerts(Iterable<RegressionAlert> alerts, Writer out) throws IOException {
        try (JsonGenerator json = generator(out)) {
            json.writeStartArray();
            for (RegressionAlert alert : alerts) {
                JsonShapes.alert(json, alert);
            }
            json.writeEndArray();
        }
    }

    private static JsonGenerator generator(Writer out) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        return json.setPrettyPrinter(JsonShapes.indented());
    }
}
