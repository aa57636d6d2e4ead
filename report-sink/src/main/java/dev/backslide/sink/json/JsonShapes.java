package dev.backslide.sink.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.report.PythonFormat;
import dev.backslide.sink.store.row.PointRow;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/**
 * Measurements and alerts as JSON: the specification's fields, numbers as Python writes them, and for the API what else is
 * known. Thread-safe.
 */
public final class JsonShapes {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonShapes() {}

    /** The specification's object of a measurement. */
    public static void metric(JsonGenerator json, PointRow point) throws IOException {
        json.writeStartObject();
        metricFields(json, point);
        json.writeEndObject();
    }

    /** A measurement as the API's history has it. */
    public static void detailedMetric(JsonGenerator json, String seriesKey, MetricEvent event) throws IOException {
        detailedMetric(json, PointRow.of(seriesKey, event));
    }

    /** The specification's object, and event, order, run, and what the event declared of itself. */
    public static void detailedMetric(JsonGenerator json, PointRow point) throws IOException {
        json.writeStartObject();
        metricFields(json, point);
        json.writeStringField("event_id", point.eventId());
        json.writeStringField("date_time", PythonFormat.isoformat(point.timestamp()));
        json.writeStringField("order_time", PythonFormat.isoformat(point.orderTime()));
        json.writeStringField("commit", point.commit());
        json.writeStringField("branch", point.branch());
        json.writeStringField("run_id", point.runId());
        json.writeStringField("build_url", point.buildUrl());
        declared(json, point);
        json.writeEndObject();
    }

    /** Direction, threshold and samples, only where the event gave them. */
    private static void declared(JsonGenerator json, PointRow point) throws IOException {
        if (point.direction() != null) {
            json.writeStringField("direction", point.direction().toLowerCase(Locale.ROOT));
        }
        if (point.thresholdPercent() != null) {
            number(json, "threshold_percent", point.thresholdPercent());
        }
        if (point.samplesJson() != null) {
            json.writeFieldName("samples");
            copy(json, point.samplesJson());
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

    private static void metricFields(JsonGenerator json, PointRow point) throws IOException {
        json.writeStringField("name", point.name());
        number(json, "value", point.value());
        json.writeStringField("unit", point.unit());
        number(json, "timestamp", PythonFormat.epochSeconds(point.timestamp()));
        json.writeStringField("model_name", point.modelName());
        json.writeStringField("category", point.category());
        json.writeFieldName("metadata");
        copy(json, point.metadataJson());
    }

    private static void copy(JsonGenerator json, String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            json.copyCurrentStructure(parser);
        }
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
