package dev.backslide.sdk.internal.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.text.Secrets;
import dev.backslide.sdk.tracker.StorageException;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Asks the sink's HTTP API. Thread-safe. */
final class SinkApi {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String url;
    private final String shown;
    private final HttpClient client;

    SinkApi(URI url) {
        String text = url.toString();
        this.url = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.shown = Secrets.mask(this.url);
        this.client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    }

    /** The answer as JSON. */
    JsonNode json(String path, Map<String, String> query) {
        return found(path, query)
                .orElseThrow(
                        () -> new StorageException(shown + path + " was not found; is it a sink of this version?"));
    }

    /** The answer as JSON; empty where the sink does not know what is asked for. */
    Optional<JsonNode> found(String path, Map<String, String> query) {
        try (InputStream body = send(HttpRequest.newBuilder(uri(path, query)), path, true)) {
            return body == null ? Optional.empty() : Optional.of(MAPPER.readTree(body));
        } catch (JsonProcessingException e) {
            throw new StorageException(shown + " answered, but not as a sink does; correct the sink's URL", e);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** Each line of the answer, as it comes; the last one says how many there were, and is not told. */
    void lines(String path, Map<String, String> query, Consumer<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                body(send(HttpRequest.newBuilder(uri(path, query)), path, false)), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            long told = 0;
            for (String next = reader.readLine(); next != null; next = reader.readLine()) {
                lines.accept(String.valueOf(line));
                line = next;
                told++;
            }
            if (!("{\"lines\":" + told + "}").equals(line)) {
                throw new StorageException(
                        "the answer of " + shown + path + " ended early; see the sink's log, and ask again");
            }
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** The answer as it comes. */
    InputStream stream(String path) {
        try {
            return body(send(HttpRequest.newBuilder(uri(path, Map.of())), path, false));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** Sends JSON and returns the answer. */
    JsonNode post(String path, Map<String, Object> body) {
        try (InputStream answer = body(send(
                HttpRequest.newBuilder(uri(path, Map.of()))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(MAPPER.writeValueAsString(body))),
                path,
                false))) {
            return MAPPER.readTree(answer);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private @Nullable InputStream send(HttpRequest.Builder request, String path, boolean mayBeMissing)
            throws IOException {
        try {
            HttpResponse<InputStream> response =
                    client.send(request.timeout(ANSWER_TIMEOUT).build(), BodyHandlers.ofInputStream());
            if (response.statusCode() / 100 == OK / 100) {
                return response.body();
            }
            try (InputStream body = response.body()) {
                String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                if (response.statusCode() == NOT_FOUND && mayBeMissing) {
                    return null;
                }
                throw new StorageException(problem(response.statusCode(), path, text));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("interrupted while waiting for " + shown, e);
        }
    }

    private URI uri(String path, Map<String, String> query) {
        String text = new TreeMap<>(query)
                .entrySet().stream()
                        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return URI.create(url + path + (text.isEmpty() ? "" : "?" + text));
    }

    private StorageException unreachable(IOException e) {
        if (e instanceof HttpTimeoutException) {
            Duration waited = e instanceof HttpConnectTimeoutException ? CONNECT_TIMEOUT : ANSWER_TIMEOUT;
            return new StorageException(
                    "the sink at " + shown + " did not answer within " + waited.toSeconds()
                            + " s; it may be busy: ask again, or read its log",
                    e);
        }
        return new StorageException(
                "no sink answers at " + shown + " (" + e
                        + "); start one with './backslide up', or correct the sink's URL",
                e);
    }

    /** The API's own sentence, where it has one. */
    private String problem(int status, String path, String body) {
        try {
            JsonNode error = MAPPER.readTree(body).path("error");
            if (error.isTextual()) {
                return error.asText();
            }
        } catch (JsonProcessingException e) {
            return shown + path + " answered with HTTP status " + status + "; is it a sink?";
        }
        return shown + path + " answered with HTTP status " + status + "; is it a sink?";
    }

    private static InputStream body(@Nullable InputStream body) {
        return body == null ? InputStream.nullInputStream() : body;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
