package dev.backslide.sink.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Handler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document of the HTTP API: every path, its parameters and its answers. Thread-safe. */
final class ApiDescription implements Handler {

    /** Where it is answered. */
    static final String PATH = "/openapi.json";

    private final byte[] document = read();
    private final Map<String, Set<String>> queryParameters = queryParameters(document);

    @Override
    public void handle(Context context) {
        context.contentType(ContentType.APPLICATION_JSON).result(document);
    }

    /** The names of the query parameters that a path of the document takes, in alphabetical order. */
    Set<String> queryParameters(String method, String path) {
        return queryParameters.getOrDefault(operation(method, path), Set.of());
    }

    private static String operation(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + " " + path;
    }

    /** Once, by operation: every request is held against them. */
    private static Map<String, Set<String>> queryParameters(byte[] document) {
        Map<String, Set<String>> parameters = new HashMap<>();
        JsonNode root = parsed(document);
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> parameters.put(
                                operation(method.getKey(), path.getKey()), names(root, method.getValue()))));
        return parameters;
    }

    private static Set<String> names(JsonNode root, JsonNode operation) {
        Set<String> names = new TreeSet<>();
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = reference.has("$ref")
                    ? root.at(reference.path("$ref").asText().substring(1))
                    : reference;
            if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
            }
        }
        return names;
    }

    private static JsonNode parsed(byte[] document) {
        try {
            return new ObjectMapper().readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read() {
        try (InputStream in = ApiDescription.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is missing from the jar; build it again");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
