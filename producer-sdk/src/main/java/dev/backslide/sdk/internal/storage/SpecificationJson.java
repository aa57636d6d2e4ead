package dev.backslide.sdk.internal.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.report.PythonFormat;

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
                    measurement(event, json);
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
                alert(alert, json);
            }
            json.writeEndArray();
        }
    }

    private static void measurement(MetricEvent event, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", event.name());
        number("value", event.value(), json);
        json.writeStringField("unit", event.unit());
        number("timestamp", PythonFormat.epochSeconds(event.timestamp()), json);
        json.writeStringField("model_name", event.modelName());
        json.writeStringField("category", event.category());
        json.writeObjectFieldStart("metadata");
        for (Map.Entry<String, String> entry : event.metadata().entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void alert(RegressionAlert alert, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("metric_name", alert.metricName());
        json.writeStringField("model_name", alert.modelName());
        number("previous_value", alert.previousValue(), json);
        number("current_value", alert.currentValue(), json);
        number("threshold_percentage", alert.thresholdPercent(), json);
        json.writeStringField("severity", alert.severity().label());
        number("timestamp", PythonFormat.epochSeconds(alert.timestamp()), json);
        json.writeStringField("message", alert.message());
        json.writeEndObject();
    }

    private static void number(String field, double value, JsonGenerator json) throws IOException {
        json.writeFieldName(field);
        json.writeNumber(PythonFormat.repr(value));
    }

    private static JsonGenerator generator(Writer out) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        return json.setPrettyPrinter(indented());
    }

    /** As Python's {@code json.dump(…, indent=2)}. */
    private static PrettyPrinter indented() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        return printer;
    }
}
