package dev.backslide.sink.store.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.List;
import java.util.Map;

/** JSON for columns that hold several values. Thread-safe. */
public final class JsonText {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonText() {}

    public static String object(Map<String, String> entries) {
        return entries.isEmpty() ? "{}" : write(entries);
    }

    static String array(List<Double> numbers) {
        return write(numbers);
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON: " + value, e);
        }
    }
}
