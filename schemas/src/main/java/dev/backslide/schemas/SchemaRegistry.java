package dev.backslide.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.text.Secrets;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Thin client of any registry that speaks Confluent's API. Ids and schemas are immutable there, so each is asked for once.
 * Settings, by their standard names: {@code schema.registry.url}, {@code auto.register.schemas} (default true), {@code
 * basic.auth.user.info} ({@code user:password}). Thread-safe.
 */
final class SchemaRegistry {

    static final String URL = "schema.registry.url";
    private static final String AUTO_REGISTER = "auto.register.schemas";
    private static final String USER_INFO = "basic.auth.user.info";
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;
    /** The answers that are about the schema: not found, not compatible, not valid. All others may differ next time. */
    private static final Set<Integer> REFUSALS = Set.of(404, 409, 422);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final String url;
    private final String shown;
    private final boolean autoRegister;
    private final @Nullable String authorization;

    private SchemaRegistry(String url, boolean autoRegister, @Nullable String authorization) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.shown = Secrets.mask(this.url);
        this.autoRegister = autoRegister;
        this.authorization = authorization;
    }

    /** The configured registry, or null where none is. Asks nothing yet. */
    static @Nullable SchemaRegistry from(Map<String, ?> clientConfig) {
        Object url = clientConfig.get(URL);
        if (url == null || url.toString().isBlank()) {
            return null;
        }
        Object register = clientConfig.get(AUTO_REGISTER);
        Object userInfo = clientConfig.get(USER_INFO);
        String authorization = userInfo == null
                ? null
                : "Basic "
                        + Base64.getEncoder().encodeToString(userInfo.toString().getBytes(StandardCharsets.UTF_8));
        return new SchemaRegistry(
                url.toString().strip(), register == null || Boolean.parseBoolean(register.toString()), authorization);
    }

    /** The id of a schema under a subject, registering it where that is allowed. */
    int idOf(String subject, Schema schema) {
        Integer known = ids.get(subject);
        return known != null ? known : ids.computeIfAbsent(subject, s -> askForId(s, schema));
    }

    /** The schema of an id. */
    Schema schemaOf(int id) {
        Schema known = schemas.get(id);
        return known != null ? known : schemas.computeIfAbsent(id, this::askForSchema);
    }

    private int askForId(String subject, Schema schema) {
        String path =
                "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + (autoRegister ? "/versions" : "");
        String body = json.createObjectNode().put("schema", schema.toString()).toString();
        HttpRequest.Builder request =
                request(path).header("Content-Type", MEDIA_TYPE).POST(HttpRequest.BodyPublishers.ofString(body));
        JsonNode id = ask(request, "schema of subject " + subject).path("id");
        if (!id.isInt()) {
            throw new SerializationException(
                    "registry " + shown + " gave no id for the schema of subject " + subject + "; is the URL right?");
        }
        return id.intValue();
    }

    private Schema askForSchema(int id) {
        JsonNode answer = ask(request("/schemas/ids/" + id).GET(), "schema id " + id);
        try {
            return new Schema.Parser().parse(answer.path("schema").asText());
        } catch (SchemaParseException e) {
            throw new SerializationException("schema id " + id + " at " + shown + " is not Avro: " + e.getMessage(), e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).header("Accept", MEDIA_TYPE);
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private JsonNode ask(HttpRequest.Builder request, String what) {
        IOException last = new IOException("no attempt was made");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() < 300) {
                    return json.readTree(response.body());
                }
                if (REFUSALS.contains(response.statusCode())) {
                    throw new SerializationException("registry " + shown + " refused " + what + ": "
                            + response.statusCode() + " " + response.body());
                }
                last = new IOException("status " + response.statusCode());
            } catch (IOException e) {
                last = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SchemaRegistryUnavailableException(
                        "interrupted while asking registry " + shown + " for " + what, e);
            }
        }
        throw new SchemaRegistryUnavailableException(
                "registry " + shown + " did not answer for " + what + " (" + last
                        + "); is it running, and is the URL right?",
                last);
    }
}
