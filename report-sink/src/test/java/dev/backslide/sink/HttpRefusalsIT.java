package dev.backslide.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.core.AlertState;
import dev.backslide.core.Severity;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.Objects;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every route refuses: names that it does not know and values of another type. The requests are made from the OpenAPI document, so that
 * a new route is held against the same.
 */
@ExtendWith(BrokerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpRefusalsIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "my_model:inference_speed";
    private static final JsonNode DOCUMENT = document();

    private final Publisher publisher;
    private final Sink sink;

    HttpRefusalsIT(TestBroker broker, @TempDir Path folder) {
        publisher = new Publisher(broker);
        sink = Sink.start(SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder));
    }

    @BeforeAll
    void publish() {
        publisher.measurements("my_model", "inference_speed", "tokens/sec", 150, 140, 130);
        publisher.alert(Publisher.alert("open", 1, AlertState.OPEN, Severity.CRITICAL, "inference_speed"));
        SinkIT.awaitCaughtUp(sink);
    }

    @AfterAll
    void close() {
        sink.close();
        publisher.close();
    }

    /** One operation of the document. */
    record Operation(String method, String path, JsonNode document) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** A request that must be refused. */
    record Refused(String method, String path, String query, String body, String why) {

        @Override
        public String toString() {
            return method + " " + path + (query.isEmpty() ? "" : "?" + query) + " " + body + ": " + why;
        }
    }

    static Stream<Operation> operations() {
        return DOCUMENT.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(operation -> new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue())));
    }

    static Stream<Operation> reading() {
        return operations().filter(operation -> operation.method().equals("GET"));
    }

    static Stream<Refused> wrongQueries() {
        return operations().flatMap(operation -> {
            String body = validBody(operation).toString();
            List<Refused> refused = new ArrayList<>();
            refused.add(refused(operation, "nosuch=1", body, "unknown query parameter"));
            for (JsonNode reference : operation.document().path("parameters")) {
                JsonNode parameter = resolved(reference);
                String name = parameter.path("name").asText();
                if (parameter.path("in").asText().equals("query")) {
                    for (String value : wrongTexts(parameter.path("schema"))) {
                        refused.add(refused(operation, name + "=" + encode(value), body, "wrong value"));
                    }
                    refused.add(refused(operation, name + "=" + encode(KEY) + "&" + name + "=1", body, "given twice"));
                }
            }
            return refused.stream();
        });
    }

    static Stream<Refused> wrongBodies() {
        return operations()
                .filter(operation -> operation.document().has("requestBody"))
                .flatMap(operation -> {
                    ObjectNode valid = validBody(operation);
                    List<Refused> refused = new ArrayList<>();
                    for (String body :
                            List.of("", "nonsense", "[]", "17", "null", valid + " {}", "{\"by\":1,\"by\":\"x\"}")) {
                        refused.add(refused(operation, "", body, "no object"));
                    }
                    for (String unknown : List.of("nosuch", "dryrun", "dryRun", "By", "untl", "not_befor")) {
                        refused.add(refused(
                                operation,
                                "",
                                valid.deepCopy().put(unknown, true).toString(),
                                "unknown field"));
                    }
                    for (var property : schema(operation).path("properties").properties()) {
                        for (String value : wrongValues(property.getValue())) {
                            refused.add(refused(operation, "", with(valid, property.getKey(), value), "wrong type"));
                        }
                    }
                    return refused.stream();
                });
    }

    @ParameterizedTest
    @MethodSource("wrongQueries")
    void query_thatIsUnknownOrWrong_isRefused(Refused refused) throws Exception {
        isRefused(refused);
    }

    @ParameterizedTest
    @MethodSource("wrongBodies")
    void body_thatIsUnknownOrWrong_isRefused_andNothingIsDone(Refused refused) throws Exception {
        isRefused(refused);

        assertThat(JSON.readTree(get("/api/v1/status").body())
                        .at("/rows/measurements")
                        .asInt())
                .isEqualTo(3);
        assertThat(JSON.readTree(get("/api/v1/alerts/open").body())
                        .at("/alert/revision")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("reading")
    void head_isAnsweredAsGetIs_withoutTheBody(Operation operation) throws Exception {
        HttpResponse<String> get = send(operation.method(), operation.path(), required(operation), "");
        HttpResponse<String> head = send("HEAD", operation.path(), required(operation), "");

        assertThat(head.statusCode()).isEqualTo(get.statusCode()).isIn(200, 302);
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(get.headers().firstValue("Content-Type"));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void head_ofWhatIsNotThere_isNotFound() throws Exception {
        assertThat(send("HEAD", "/api/v1/alerts/nosuch", "", "").statusCode()).isEqualTo(404);
        assertThat(send("HEAD", "/nosuch", "", "").statusCode()).isEqualTo(404);
        assertThat(send("HEAD", "/api/v1/series", "nosuch=1", "").statusCode()).isEqualTo(400);
    }

    private void isRefused(Refused refused) throws Exception {
        HttpResponse<String> response = send(refused.method(), refused.path(), refused.query(), refused.body());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).path("error").asText())
                .isNotBlank()
                .hasSizeLessThan(500);
    }

    private static Refused refused(Operation operation, String query, String body, String why) {
        String required = required(operation);
        String all = required + (required.isEmpty() || query.isEmpty() ? "" : "&") + query;
        return new Refused(operation.method(), operation.path(), all, body, why);
    }

    private static String required(Operation operation) {
        List<String> query = new ArrayList<>();
        for (JsonNode reference : operation.document().path("parameters")) {
            JsonNode parameter = resolved(reference);
            if (parameter.path("in").asText().equals("query")
                    && parameter.path("required").asBoolean()) {
                query.add(parameter.path("name").asText() + "="
                        + encode(parameter.path("example").asText()));
            }
        }
        return String.join("&", query);
    }

    private static List<String> wrongTexts(JsonNode schema) {
        if (schema.has("enum")) {
            return List.of("nosuch", "", "OPEN!");
        }
        return switch (schema.path("type").asText()) {
            case "integer" -> List.of("x", "1.5", "", "-1", "1e3", "99999999999999999999");
            case "boolean" -> List.of("yes", "1", "", "TRUE ");
            default -> List.of();
        };
    }

    private static List<String> wrongValues(JsonNode schema) {
        List<String> types = new ArrayList<>();
        schema.path("type").forEach(type -> types.add(type.asText()));
        if (types.isEmpty()) {
            types.add(schema.path("type").asText());
        }
        List<String> wrong = new ArrayList<>(List.of("[]", "{}", "[\"x\"]"));
        if (!types.contains("string")) {
            wrong.addAll(List.of("\"yes\"", "\"1\"", "\"\""));
        }
        if (!types.contains("boolean")) {
            wrong.addAll(List.of("true", "false"));
        }
        if (!types.contains("number") && !types.contains("integer")) {
            wrong.addAll(List.of("1", "0", "1.5"));
        }
        if (types.contains("integer")) {
            wrong.addAll(List.of("1.5", "0", "-1", "99999999999"));
        }
        if (schema.path("format").asText().equals("date-time")) {
            wrong.addAll(List.of("\"yesterday\"", "\"\""));
        }
        return wrong;
    }

    private static JsonNode schema(Operation operation) {
        return resolved(operation.document().at("/requestBody/content/application~1json/schema"));
    }

    /** Every field, right. */
    private static ObjectNode validBody(Operation operation) {
        ObjectNode body = JSON.createObjectNode();
        for (var property : schema(operation).path("properties").properties()) {
            String type = property.getValue().path("type").isArray()
                    ? property.getValue().at("/type/0").asText()
                    : property.getValue().path("type").asText();
            switch (type) {
                case "integer" -> body.put(property.getKey(), 1);
                case "number" -> body.put(property.getKey(), 1.5);
                case "boolean" -> body.put(property.getKey(), false);
                default ->
                    body.put(
                            property.getKey(),
                            property.getValue().has("format")
                                    ? "2099-01-01T00:00:00Z"
                                    : property.getKey().equals("key") ? KEY : "x");
            }
        }
        return body;
    }

    private static String with(ObjectNode valid, String field, String value) {
        try {
            return valid.deepCopy().set(field, JSON.readTree(value)).toString();
        } catch (IOException e) {
            throw new IllegalArgumentException(value, e);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, "", "");
    }

    private HttpResponse<String> send(String method, String path, String query, String body) throws Exception {
        URI url = URI.create("http://127.0.0.1:" + sink.httpPort() + path.replace("{id}", "open")
                + (query.isEmpty() ? "" : "?" + query));
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        if (method.equals("GET") || method.equals("HEAD")) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode document() {
        try (InputStream in = HttpRefusalsIT.class.getResourceAsStream("http/openapi.json")) {
            return JSON.readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
