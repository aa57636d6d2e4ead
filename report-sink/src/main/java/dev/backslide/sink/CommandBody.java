package dev.backslide.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.TimeText;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** The JSON object that comes with a command: its fields, checked. Immutable. */
final class CommandBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode object;

    private CommandBody(JsonNode object) {
        this.object = object;
    }

    /**
     * Reads the body of a request.
     *
     * @param fields that it may have
     * @throws RequestException where it is no object, or has another field
     */
    static CommandBody of(Context context, List<String> fields) {
        JsonNode body = parse(context.body());
        if (body == null || !body.isObject()) {
            throw RequestException.bad(
                    "the body was no JSON object but it must be one, with the fields " + String.join(", ", fields));
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw RequestException.bad(
                        "field was '" + name + "' but it must be one of " + String.join(", ", fields));
            }
        });
        return new CommandBody(body);
    }

    /** Who wants it. */
    String by() {
        return requiredText("by", "a name, so that others know whom to ask");
    }

    /** Why; empty where nobody says. */
    String reason() {
        JsonNode reason = object.path("reason");
        if (!reason.isMissingNode() && !reason.isNull() && !reason.isTextual()) {
            throw RequestException.bad("reason was " + reason + " but it must be a text");
        }
        return reason.asText("");
    }

    String key() {
        return requiredText("key", "a series key, e.g. \"my_model:latency\"");
    }

    /** When a snooze ends. */
    Instant until() {
        String text = requiredText("until", TimeText.RULE);
        try {
            return TimeText.parse(text);
        } catch (DateTimeException e) {
            throw RequestException.bad("until was '" + text + "' but it must be " + TimeText.RULE);
        }
    }

    /** A baseline; null where none is given. */
    @Nullable
    Double value() {
        JsonNode value = object.path("value");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            throw RequestException.bad("value was " + value + " but it must be a finite number");
        }
        return value.asDouble();
    }

    private String requiredText(String field, String rule) {
        JsonNode text = object.path(field);
        if (!text.isTextual() || text.asText().isBlank()) {
            throw RequestException.bad(
                    field + " was " + (text.isMissingNode() ? "missing" : text) + " but it must be " + rule);
        }
        return text.asText();
    }

    private static @Nullable JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
