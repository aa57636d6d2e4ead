package dev.backslide.cli.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.output.Json;
import dev.backslide.cluster.Cluster;
import dev.backslide.core.store.StoreRequestException;
import dev.backslide.core.store.StoreRequestException.Problem;
import dev.backslide.core.text.Secrets;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks the sink's HTTP API. Thread-safe. */
public final class SinkClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int INVALID = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final String url;
    private final String shown;
    private final String instead;
    private final Duration answerTimeout;
    private final HttpClient client;

    /** @param url of the API, without a slash at its end */
    public SinkClient(String url) {
        this(url, "", ANSWER_TIMEOUT);
    }

    /** @param local option that asks the files of a local tracker instead; empty: there are none */
    public SinkClient(String url, String local) {
        this(url, local, ANSWER_TIMEOUT);
    }

    /** @param answerTimeout how long an answer may take to begin */
    public SinkClient(String url, String local, Duration answerTimeout) {
        this.url = url;
        this.shown = Secrets.mask(url);
        this.answerTimeout = answerTimeout;
        this.instead = local.isEmpty() ? "" : "ask the local tracker's files with " + local + ", ";
        this.client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    }

    /** The answer as JSON. */
    public JsonNode json(String path, Map<String, String> query) {
        return parsed(send(request(path, query).build(), this::text));
    }

    /** The answer as JSON; empty where there is no such thing. */
    public Optional<JsonNode> found(String path, Map<String, String> query) {
        HttpRequest request = request(path, query).build();
        String text = send(
                request,
                info -> info.statusCode() == NOT_FOUND ? HttpResponse.BodySubscribers.replacing("") : text(info));
        return text.isEmpty() ? Optional.empty() : Optional.of(parsed(text));
    }

    /** Asks for a change; the answer as JSON. */
    JsonNode change(String method, String path, Map<String, String> query, JsonNode body) {
        HttpRequest request = request(path, query)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        return parsed(send(request, this::text));
    }

    private JsonNode parsed(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new CommandFailure(shown + " answered, but not as a sink does; correct --sink-url", e);
        }
    }

    /** Saves the answer as it comes. */
    void download(String path, Map<String, String> query, Path target) {
        send(request(path, query).build(), info -> answer(info, HttpResponse.BodyHandlers.ofFile(target)));
    }

    private HttpRequest.Builder request(String path, Map<String, String> query) {
        return HttpRequest.newBuilder(URI.create(url + path + text(query))).timeout(answerTimeout);
    }

    private <T> T send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler).body();
        } catch (ConnectException e) {
            throw unreachable(e);
        } catch (IOException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof CommandFailure told) {
                    throw told;
                }
                if (cause instanceof StoreRequestException refused) {
                    throw refused;
                }
            }
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while waiting for " + shown, e);
        }
    }

    private HttpResponse.BodySubscriber<String> text(HttpResponse.ResponseInfo info) {
        return answer(info, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** The body of an answer; of one that is a refusal, its sentence. */
    private <T> HttpResponse.BodySubscriber<T> answer(
            HttpResponse.ResponseInfo info, HttpResponse.BodyHandler<T> handler) {
        return info.statusCode() == OK || info.statusCode() == ACCEPTED
                ? handler.apply(info)
                : HttpResponse.BodySubscribers.mapping(
                        HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8), body -> {
                            throw refusal(info.statusCode(), body);
                        });
    }

    private CommandFailure unreachable(IOException e) {
        if (e instanceof HttpTimeoutException) {
            Duration waited = e instanceof HttpConnectTimeoutException ? CONNECT_TIMEOUT : answerTimeout;
            return new CommandFailure(
                    "the sink at " + shown + " did not answer within " + Cluster.seconds(waited)
                            + "; it may be busy: ask again, or read its log",
                    e);
        }
        return new CommandFailure(
                "no sink answers at " + shown + "; " + instead
                        + "start one with './backslide up', or name another with --sink-url",
                e);
    }

    /** In the API's own sentence, where it has one. */
    private RuntimeException refusal(int status, String body) {
        String sentence = sentence(body);
        if (sentence == null) {
            return new CommandFailure(shown + " answered with HTTP status " + status + "; is it a sink?");
        }
        return switch (status) {
            case INVALID -> new StoreRequestException(Problem.INVALID, sentence);
            case NOT_FOUND -> new StoreRequestException(Problem.UNKNOWN, sentence);
            case CONFLICT -> new StoreRequestException(Problem.CONFLICT, sentence);
            default -> new CommandFailure(sentence);
        };
    }

    private static @Nullable String sentence(String body) {
        try {
            JsonNode error = Json.parse(body).path("error");
            return error.isTextual() ? error.asText() : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static String text(Map<String, String> query) {
        return query.isEmpty()
                ? ""
                : new TreeMap<>(query)
                        .entrySet().stream()
                                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                                .collect(Collectors.joining("&", "?", ""));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
