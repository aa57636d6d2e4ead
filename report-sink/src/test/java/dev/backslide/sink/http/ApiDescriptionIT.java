package dev.backslide.sink.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.AlertState;
import dev.backslide.core.Severity;
import dev.backslide.sink.Publisher;
import dev.backslide.sink.Sink;
import dev.backslide.sink.SinkIT;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the OpenAPI document against the routes in force and against what they answer. */
@ExtendWith(BrokerExtension.class)
class ApiDescriptionIT {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void document_andRoutes_agree(TestBroker broker) throws Exception {
        try (Publisher publisher = new Publisher(broker);
                Sink sink = Sink.start(SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder))) {
            publisher.measurements("my_model", "inference_speed", "tokens/sec", 150, 140);
            publisher.alert(Publisher.alert("closed", 1, AlertState.RESOLVED, Severity.WARNING, "inference_speed"));
            SinkIT.awaitCaughtUp(sink);
            JsonNode document = JSON.readTree(get(sink, "/openapi.json").body());

            assertThat(document.path("openapi").asText()).startsWith("3.");
            assertThat(document.at("/servers/0/url").asText())
                    .as("whatever host and port the document came from")
                    .isEqualTo("/");
            List<String> documented = new ArrayList<>();
            for (var path : document.path("paths").properties()) {
                for (var operation : path.getValue().properties()) {
                    documented.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                    if (operation.getKey().equals("get")) {
                        answers(document, sink, path.getKey(), operation.getValue());
                    } else {
                        takesNothingButJson(sink, operation.getKey(), path.getKey(), operation.getValue());
                    }
                }
            }
            assertThat(new TreeSet<>(documented)).isEqualTo(sink.routes());
        }
    }

    private static void takesNothingButJson(Sink sink, String method, String path, JsonNode operation)
            throws Exception {
        URI url = URI.create("http://127.0.0.1:" + sink.httpPort() + path.replace("{id}", "closed"));
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "text/plain")
                        .method(method.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.ofString("{\"by\":\"x\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).as(path).isEqualTo(415);
        assertThat(JSON.readTree(response.body()).at("/error").asText()).contains("it must be application/json");
        assertThat(operation.path("responses").has("415")).as(path).isTrue();
    }

    private static void answers(JsonNode document, Sink sink, String path, JsonNode operation) throws Exception {
        String url = path;
        List<String> query = new ArrayList<>();
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = resolved(document, reference);
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("path")) {
                url = url.replace("{" + name + "}", parameter.path("example").asText());
            } else if (parameter.path("required").asBoolean()) {
                query.add(name + "=" + encode(parameter.path("example").asText()));
            } else if (parameter.at("/schema/default").isValueNode()) {
                query.add(name + "=" + encode(parameter.at("/schema/default").asText()));
            }
        }
        HttpResponse<String> response = get(sink, url + (query.isEmpty() ? "" : "?" + String.join("&", query)));
        assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
        if (operation.at("/responses").has("302")) {
            return;
        }
        JsonNode content = operation.at("/responses/200/content");
        String type = content.fieldNames().next();
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .as(path)
                .startsWith(type);
        if (type.equals("application/json")) {
            matches(document, content.path(type).path("schema"), JSON.readTree(response.body()), path);
        }
    }

    /** Whether an answer has the fields that its schema requires, of the types it names, and no others. */
    private static void matches(JsonNode document, JsonNode reference, JsonNode value, String where) {
        JsonNode schema = resolved(document, reference);
        List<String> types = new ArrayList<>();
        if (schema.path("type").isArray()) {
            schema.path("type").forEach(type -> types.add(type.asText()));
        } else {
            types.add(schema.path("type").asText());
        }
        assertThat(types).as(where + " is " + value.getNodeType()).contains(typeOf(value, types));
        for (var property : schema.path("properties").properties()) {
            if (value.has(property.getKey())) {
                matches(document, property.getValue(), value.path(property.getKey()), where + "/" + property.getKey());
            }
        }
        for (JsonNode required : schema.path("required")) {
            assertThat(value.has(required.asText()))
                    .as(where + " has " + required)
                    .isTrue();
        }
        if (schema.has("properties")) {
            assertThat(schema.path("properties").fieldNames())
                    .toIterable()
                    .as(where)
                    .containsAll(value::fieldNames);
        }
        if (schema.has("items")) {
            value.forEach(item -> matches(document, schema.path("items"), item, where + "[]"));
        }
    }

    private static String typeOf(JsonNode value, List<String> allowed) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            default -> value.isIntegralNumber() && allowed.contains("integer") ? "integer" : "number";
        };
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> get(Sink sink, String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sink.httpPort() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
