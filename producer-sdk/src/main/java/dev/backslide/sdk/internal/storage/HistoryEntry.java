package dev.backslide.sdk.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Text;
import dev.backslide.core.text.TimeText;
import dev.backslide.schemas.RecordJson;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/**
 * Reads one entry of a history file: the specification's object, or the fuller one of an export. What the specification's lacks
 * is given an event id that follows from its content, so that reading a file twice doubles nothing. Stateless.
 */
final class HistoryEntry {

    private static final double MICROS = 1e6;
    private static final double LATEST_SECONDS = 253_402_300_799.0;

    private HistoryEntry() {}

    /**
     * The measurement.
     *
     * @param seen how often an entry of the same time and value stood before it under this key
     * @throws IllegalArgumentException naming offender, rule and next step
     */
    static MetricEvent read(String key, JsonNode entry, Map<String, Integer> seen) {
        if (!(entry instanceof ObjectNode given)) {
            throw new IllegalArgumentException("entry was " + shortened(entry) + " but it must be an object");
        }
        ObjectNode event = given.deepCopy();
        requireText(event, "name");
        requireText(event, "model_name");
        requireNumber(event);
        normalizeTime(event);
        normalizeMetadata(event);
        setMissing(event, "unit", "");
        setMissing(event, "category", MetricEventBuilder.DEFAULT_CATEGORY);
        if (!event.hasNonNull("run")) {
            event.putObject("run");
        }
        if (!event.hasNonNull("event_id")) {
            event.put("event_id", idOf(key, event, seen));
        }
        MetricEvent read = RecordJson.parse(event, MetricEvent.class);
        requireKey(key, read);
        return read;
    }

    private static void requireText(ObjectNode event, String field) {
        if (!event.path(field).isTextual()) {
            throw wrong(event, field, "it must be a text");
        }
    }

    private static void requireNumber(ObjectNode event) {
        if (!event.path("value").isNumber()) {
            throw wrong(event, "value", "it must be a number");
        }
    }

    /** Seconds since 1970 as the specification has it become a time in text. */
    private static void normalizeTime(ObjectNode event) {
        JsonNode time = event.path("timestamp");
        if (time.isTextual()) {
            return;
        }
        double seconds = time.asDouble(Double.NaN);
        if (!time.isNumber() || !(seconds >= 0 && seconds <= LATEST_SECONDS)) {
            throw wrong(event, "timestamp", "it must be " + TimeText.RULE);
        }
        event.put(
                "timestamp",
                Instant.EPOCH
                        .plus(Math.round(seconds * MICROS), ChronoUnit.MICROS)
                        .toString());
    }

    /** Metadata is text here: other values keep their JSON. */
    private static void normalizeMetadata(ObjectNode event) {
        JsonNode metadata = event.path("metadata");
        if (metadata.isMissingNode() || metadata.isNull()) {
            event.putObject("metadata");
            return;
        }
        if (!(metadata instanceof ObjectNode entries)) {
            throw wrong(event, "metadata", "it must be an object");
        }
        ObjectNode texts = event.putObject("metadata");
        entries.properties()
                .forEach(entry -> texts.put(
                        entry.getKey(),
                        entry.getValue().isTextual()
                                ? entry.getValue().asText()
                                : entry.getValue().toString()));
    }

    private static void setMissing(ObjectNode event, String field, String value) {
        if (!event.hasNonNull(field)) {
            event.put(field, value);
        }
    }

    private static String idOf(String key, ObjectNode event, Map<String, Integer> seen) {
        String identity = key + "|" + event.path("timestamp").asText() + "|"
                + event.path("value").asDouble();
        int before = seen.merge(identity, 1, Integer::sum) - 1;
        byte[] content = (identity + "|" + before).getBytes(StandardCharsets.UTF_8);
        return HistoryFile.DERIVED_ID + UUID.nameUUIDFromBytes(content);
    }

    private static void requireKey(String key, MetricEvent event) {
        if (!SeriesKey.isOf(key, event)) {
            throw new IllegalArgumentException("entry was of " + event.metricKey() + " but it is listed under "
                    + Text.quote(key) + "; move it, or correct its names");
        }
    }

    private static IllegalArgumentException wrong(ObjectNode event, String field, String rule) {
        JsonNode value = event.path(field);
        return new IllegalArgumentException(
                field + " was " + (value.isMissingNode() ? "missing" : shortened(value)) + " but " + rule);
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
