package dev.backslide.sink.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.backslide.core.Text;
import dev.backslide.core.text.TimeText;
import dev.backslide.sink.store.row.Micros;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * The JSON object of a request: its fields, each of the type that it must have. What is not known is refused, so that a mistyped name never
 * leaves the default in force. Immutable.
 */
final class RequestBody {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int QUOTED = 200;

    private final JsonNode object;

    private RequestBody(JsonNode object) {
        this.object = object;
    }

    /**
     * Reads the body of a request.
     *
     * @param fields that it may have
     * @throws RequestException where it is no object, or has another field
     */
    static RequestBody of(Context context, List<String> fields) {
        JsonNode body = parse(context.body());
        if (body == null || !body.isObject()) {
            throw RequestException.bad(
                    "the body was no JSON object but it must be one, with the fields " + String.join(", ", fields));
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw RequestException.bad(
                        "field was " + Text.quote(name) + " but it must be one of " + String.join(", ", fields));
            }
        });
        RequestBody checked = new RequestBody(body);
        fields.forEach(checked::check);
        return checked;
    }

    /** A field that is not needed in the end must be right as well. */
    private void check(String field) {
        switch (field) {
            case "by" -> by();
            case "reason" -> reason();
            case "key" -> key();
            case "until" -> until();
            case "value" -> value();
            case "keep" -> keep();
            case "not_before" -> notBefore();
            case "dry_run" -> dryRun();
            default -> throw new IllegalArgumentException("no field is called " + field);
        }
    }

    /** Who wants it. */
    String by() {
        return requiredText("by", "a name, so that others know whom to ask");
    }

    /** Why; empty where nobody says. */
    String reason() {
        JsonNode reason = object.path("reason");
        if (!isMissing(reason) && !reason.isTextual()) {
            throw wrong("reason", reason, "a text");
        }
        return reason.asText("");
    }

    String key() {
        return requiredText("key", "a series key, e.g. \"my_model:latency\"");
    }

    /** When a snooze ends. */
    Instant until() {
        requiredText("until", TimeText.RULE);
        return time("until", object.path("until"));
    }

    /** A baseline; null where none is given. */
    @Nullable
    Double value() {
        JsonNode value = object.path("value");
        if (isMissing(value)) {
            return null;
        }
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            throw wrong("value", value, "a finite number");
        }
        return value.asDouble();
    }

    /** How many stay; null where none is given. */
    @Nullable
    Integer keep() {
        JsonNode keep = object.path("keep");
        if (isMissing(keep)) {
            return null;
        }
        if (!keep.canConvertToInt() || !keep.isIntegralNumber() || keep.asInt() < 1) {
            throw wrong("keep", keep, "a whole number of at least 1");
        }
        return keep.asInt();
    }

    /** What is older goes; null where none is given. */
    @Nullable
    Instant notBefore() {
        JsonNode time = object.path("not_before");
        if (isMissing(time)) {
            return null;
        }
        Instant notBefore = time("not_before", time);
        if (!Micros.isCountable(notBefore)) {
            throw wrong("not_before", time, TimeText.RULE);
        }
        return notBefore;
    }

    /** Whether nothing is to be done but counted; default false. */
    boolean dryRun() {
        JsonNode dryRun = object.path("dry_run");
        if (!dryRun.isMissingNode() && !dryRun.isBoolean()) {
            throw wrong("dry_run", dryRun, "true or false");
        }
        return dryRun.asBoolean(false);
    }

    private static boolean isMissing(JsonNode field) {
        return field.isMissingNode() || field.isNull();
    }

    private String requiredText(String field, String rule) {
        JsonNode text = object.path(field);
        if (!text.isTextual() || text.asText().isBlank()) {
            throw wrong(field, text, rule);
        }
        return text.asText();
    }

    private static Instant time(String field, JsonNode value) {
        try {
            if (value.isTextual()) {
                return TimeText.parse(value.asText());
            }
        } catch (DateTimeException e) {
            // Answered below, as another type is.
        }
        throw wrong(field, value, TimeText.RULE);
    }

    private static RequestException wrong(String field, JsonNode value, String rule) {
        String text = value.toString();
        String was = text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text;
        return RequestException.bad(
                field + " was " + (value.isMissingNode() ? "missing" : was) + " but it must be " + rule);
    }

    private static @Nullable JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
