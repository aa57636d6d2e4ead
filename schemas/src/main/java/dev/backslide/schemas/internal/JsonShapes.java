package dev.backslide.schemas.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.report.PythonFormat;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Measurements and alerts as JSON: the specification's fields, numbers as Python writes them, and for the API everything else that is
 * known. {@link ApiAnswers} reads them. Stateless.
 */
public final class JsonShapes {

    private JsonShapes() {}

    /** As Python's {@code json.dump(…, indent=2)}. */
    public static PrettyPrinter indented() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        return printer;
    }

    /** The specification's object of a measurement. */
    public static void metric(JsonGenerator json, MetricEvent event) throws IOException {
        json.writeStartObject();
        metricFields(json, event);
        json.writeEndObject();
    }

    /** The specification's object, and event, order, run, and what the event declared of itself. */
    public static void detailedMetric(JsonGenerator json, MetricEvent event) throws IOException {
        json.writeStartObject();
        metricFields(json, event);
        json.writeStringField("event_id", event.eventId());
        json.writeStringField("date_time", PythonFormat.isoformat(event.timestamp()));
        json.writeStringField("order_time", PythonFormat.isoformat(event.orderTime()));
        json.writeStringField("commit", event.run().commit());
        json.writeStringField("branch", event.run().branch());
        json.writeStringField("run_id", event.run().runId());
        json.writeStringField("build_url", event.run().buildUrl());
        declared(json, event);
        json.writeEndObject();
    }

    /** Direction, threshold and samples, only where the event gave them. */
    private static void declared(JsonGenerator json, MetricEvent event) throws IOException {
        if (event.direction() != null) {
            json.writeStringField("direction", event.direction().name().toLowerCase(Locale.ROOT));
        }
        if (event.thresholdPercent() != null) {
            number(json, "threshold_percent", event.thresholdPercent());
        }
        if (!event.samples().isEmpty()) {
            json.writeArrayFieldStart("samples");
            for (double sample : event.samples()) {
                json.writeNumber(sample);
            }
            json.writeEndArray();
        }
    }

    /** The specification's object of an alert. */
    public static void alert(JsonGenerator json, RegressionAlert alert) throws IOException {
        json.writeStartObject();
        alertFields(json, alert);
        json.writeEndObject();
    }

    /** The specification's object, and the alert's life and evidence. */
    public static void detailedAlert(JsonGenerator json, RegressionAlert alert) throws IOException {
        json.writeStartObject();
        json.writeStringField("alert_id", alert.alertId());
        json.writeStringField("fingerprint", alert.fingerprint());
        json.writeNumberField("revision", alert.revision());
        json.writeStringField("state", alert.state().name().toLowerCase(Locale.ROOT));
        json.writeStringField("series_key", alert.seriesKey());
        alertFields(json, alert);
        json.writeStringField("date_time", PythonFormat.isoformat(alert.timestamp()));
        json.writeStringField("opened_at", PythonFormat.isoformat(alert.openedAt()));
        json.writeStringField("unit", alert.unit());
        json.writeStringField("category", alert.category());
        json.writeStringField("direction", alert.direction().name().toLowerCase(Locale.ROOT));
        json.writeStringField("detector", alert.detector());
        number(json, "change_percentage", alert.changePercent());
        number(json, "noise_percentage", alert.noisePercent());
        number(json, "strength", alert.strength());
        json.writeStringField("event_id", alert.eventId());
        json.writeStringField("last_good_commit", alert.lastGoodCommit());
        json.writeStringField("first_bad_commit", alert.firstBadCommit());
        json.writeStringField("reason_code", alert.reasonCode().name());
        json.writeStringField("reason", alert.reason());
        number(json, "floor", alert.floor());
        number(json, "pinned_baseline", alert.pinnedBaseline());
        json.writeStringField("actor", alert.actor());
        Instant until = alert.snoozedUntil();
        json.writeStringField("snoozed_until", until == null ? null : PythonFormat.isoformat(until));
        json.writeEndObject();
    }

    /** A number as Python writes it; null where there is none, or none that JSON knows. */
    public static void number(JsonGenerator json, String field, @Nullable Double value) throws IOException {
        json.writeFieldName(field);
        if (value == null || !Double.isFinite(value)) {
            json.writeNull();
        } else {
            json.writeNumber(PythonFormat.repr(value));
        }
    }

    private static void metricFields(JsonGenerator json, MetricEvent event) throws IOException {
        json.writeStringField("name", event.name());
        number(json, "value", event.value());
        json.writeStringField("unit", event.unit());
        number(json, "timestamp", PythonFormat.epochSeconds(event.timestamp()));
        json.writeStringField("model_name", event.modelName());
        json.writeStringField("category", event.category());
        json.writeObjectFieldStart("metadata");
        for (Map.Entry<String, String> entry : event.metadata().entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void alertFields(JsonGenerator json, RegressionAlert alert) throws IOException {
        json.writeStringField("metric_name", alert.metricName());
        json.writeStringField("model_name", alert.modelName());
        number(json, "previous_value", alert.previousValue());
        number(json, "current_value", alert.currentValue());
        number(json, "threshold_percentage", alert.thresholdPercent());
        json.writeStringField("severity", alert.severity().label());
        number(json, "timestamp", PythonFormat.epochSeconds(alert.timestamp()));
        json.writeStringField("message", alert.message());
    }
}
