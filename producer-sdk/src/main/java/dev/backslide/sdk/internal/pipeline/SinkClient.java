package dev.backslide.sdk.internal.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.store.StoreRequestException;
import dev.backslide.core.store.StoreRequestException.Problem;
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

/**
 * Asks the sink's HTTP API. What the sink refuses is a {@link StoreRequestException} with its sentence; a sink that cannot be asked is a
 * {@link StorageException}. Thread-safe.
 */
public final class SinkClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
    private static final int SUCCESS = 2;
    private static final int INVALID = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String url;
    private final String shown;
    private final String nextStep;
    private final Duration answerTimeout;
    private final HttpClient client;

    /** For an address that code gives. */
    public SinkClient(URI url) {
        this(url.toString(), "start one with './backslide up', or correct the sink's URL");
    }

    /**
     * For an address that a person gives.
     *
     * @param nextStep what to do where no sink answers
     */
    public SinkClient(String url, String nextStep) {
        this(url, nextStep, ANSWER_TIMEOUT);
    }

    /** @param answerTimeout how long an answer may take to begin */
    public SinkClient(String url, String nextStep, Duration answerTimeout) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.shown = Secrets.mask(this.url);
        this.nextStep = nextStep;
        this.answerTimeout = answerTimeout;
        this.client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    }

    /** The answer as JSON. */
    public JsonNode json(String path, Map<String, String> query) {
        return parsed(send(HttpRequest.newBuilder(uri(path, query)), path));
    }

    /** The answer as JSON; empty where the sink does not know what is asked for. */
    public Optional<JsonNode> found(String path, Map<String, String> query) {
        try {
            return Optional.of(json(path, query));
        } catch (StoreRequestException e) {
            if (e.problem() == Problem.UNKNOWN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Sends JSON with a method of HTTP; the answer as JSON. */
    public JsonNode change(String method, String path, Map<String, String> query, JsonNode body) {
        return parsed(send(
                HttpRequest.newBuilder(uri(path, query))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body.toString())),
                path));
    }

    private JsonNode parsed(InputStream answer) {
        try (InputStream body = answer) {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new StorageException(shown + " answered, but not as a sink does; correct the sink's URL", e);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** Each line of the answer, as it comes; the last one says how many there were, and is not told. */
    void lines(String path, Map<String, String> query, Consumer<String> lines) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(send(HttpRequest.newBuilder(uri(path, query)), path), StandardCharsets.UTF_8))) {
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
    public InputStream stream(String path) {
        return send(HttpRequest.newBuilder(uri(path, Map.of())), path);
    }

    private InputStream send(HttpRequest.Builder request, String path) {
        try {
            HttpResponse<InputStream> response =
                    client.send(request.timeout(answerTimeout).build(), BodyHandlers.ofInputStream());
            if (response.statusCode() / 100 == SUCCESS) {
                return response.body();
            }
            try (InputStream body = response.body()) {
                throw refusal(response.statusCode(), path, new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw unreachable(e);
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
            Duration waited = e instanceof HttpConnectTimeoutException ? CONNECT_TIMEOUT : answerTimeout;
            return new StorageException(
                    "the sink at " + shown + " did not answer within " + PlainNumber.of(waited.toMillis() / 1e3)
                            + " s; it may be busy: ask again, or read its log",
                    e);
        }
        return new StorageException("no sink answers at " + shown + "; " + nextStep, e);
    }

    /** In the API's own sentence, where it has one. */
    private RuntimeException refusal(int status, String path, String body) {
        String sentence = sentence(body);
        if (sentence == null) {
            return new StorageException(shown + path + " answered with HTTP status " + status + "; is it a sink?");
        }
        return switch (status) {
            case INVALID -> new StoreRequestException(Problem.INVALID, sentence);
            case NOT_FOUND -> new StoreRequestException(Problem.UNKNOWN, sentence);
            case CONFLICT -> new StoreRequestException(Problem.CONFLICT, sentence);
            default -> new StorageException(sentence);
        };
    }

    private static @Nullable String sentence(String body) {
        try {
            JsonNode error = MAPPER.readTree(body).path("error");
            return error.isTextual() ? error.asText() : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** A text as a part of a path or a query. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
