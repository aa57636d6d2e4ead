package dev.backslide.schemas;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.backslide.core.text.TimeText;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The model's records as JSON, for files and the sink's exports, losing nothing: names in snake case, times in ISO 8601, numbers so that the same double is read back, what
 * is null left out. Names that a reader does not know are passed over. Thread-safe.
 *
 * @since 0.1
 */
public final class RecordJson {

    private static final JsonMapper MAPPER = mapper();

    private RecordJson() {}

    /** A record as one line, without a line feed. */
    public static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON: " + value, e);
        }
    }

    /**
     * A record from its JSON.
     *
     * @throws IllegalArgumentException saying what is wrong, without the text's place
     */
    public static <T> T parse(String text, Class<T> type) {
        try {
            return present(MAPPER.readValue(text, type));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(problem(e), e);
        }
    }

    /** As {@link #parse(String, Class)}, from a tree. */
    public static <T> T parse(JsonNode node, Class<T> type) {
        try {
            return present(MAPPER.treeToValue(node, type));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(problem(e), e);
        }
    }

    /** What is wrong with a JSON text, in the model's words where they are known; never the parser's, which are about its own code. */
    public static String problem(JsonProcessingException e) {
        if (e instanceof ValueInstantiationException && e.getCause() != null) {
            Throwable cause = e.getCause();
            return cause instanceof NullPointerException
                    ? "a required field is missing"
                    : String.valueOf(cause.getMessage());
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return "its field '" + field(mapping) + "' does not have the kind of value that it must";
        }
        JsonLocation place = e.getLocation();
        return "it is not JSON, or cut off"
                + (place == null ? "" : ", at line " + place.getLineNr() + ", column " + place.getColumnNr());
    }

    /** The innermost name on the way to what is wrong. */
    private static String field(JsonMappingException e) {
        String name = "";
        for (JsonMappingException.Reference reference : e.getPath()) {
            name = reference.getFieldName() == null ? name : reference.getFieldName();
        }
        return name;
    }

    private static <T> T present(T value) {
        if (value == null) {
            throw new IllegalArgumentException("it was null but it must be an object");
        }
        RequiredFields.require(value);
        return value;
    }

    private static JsonMapper mapper() {
        SimpleModule times = new SimpleModule("times");
        times.addSerializer(Instant.class, new InstantWriter());
        times.addDeserializer(Instant.class, new InstantReader());
        return JsonMapper.builder()
                .addModule(times)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .withConfigOverride(Map.class, map -> map.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
                .withConfigOverride(
                        List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
                .build();
    }

    private static final class InstantWriter extends StdScalarSerializer<Instant> {
        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(value.toString());
        }
    }

    private static final class InstantReader extends StdScalarDeserializer<Instant> {
        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getValueAsString("");
            try {
                return TimeText.parse(text);
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "it must be " + TimeText.RULE);
            }
        }
    }
}
