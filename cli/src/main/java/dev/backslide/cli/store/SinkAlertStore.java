package dev.backslide.cli.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.configuration.FileTrouble;
import dev.backslide.core.AlertAction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.store.AlertActionRequest;
import dev.backslide.core.store.AlertFilter;
import dev.backslide.core.store.AlertHistory;
import dev.backslide.core.store.Page;
import dev.backslide.core.store.PinnedBaseline;
import dev.backslide.core.store.SeriesStatistics;
import dev.backslide.core.store.StoreRequestException;
import dev.backslide.schemas.internal.ApiAnswers;
import dev.backslide.sdk.internal.pipeline.SinkClient;
import dev.backslide.sdk.internal.storage.TrackerStore;
import dev.backslide.sdk.tracker.TrackerFile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The store of a running pipeline, through the sink's HTTP API. Thread-safe. */
public final class SinkAlertStore implements TrackerStore {

    /** How long a change may take to show. */
    private static final Map<String, String> WAIT = Map.of("wait", "15");

    private final SinkClient client;

    public SinkAlertStore(SinkClient client) {
        this.client = client;
    }

    @Override
    public Page<RegressionAlert> alerts(AlertFilter filter, int limit, long offset) {
        Map<String, String> query = page(limit, offset);
        query.put("state", filter.stateText());
        if (filter.severity() != null) {
            query.put("severity", filter.severity().label());
        }
        return read(client.json("/api/v1/alerts", query), ApiAnswers::alerts);
    }

    @Override
    public AlertHistory alert(String id, int limit, long offset) {
        return read(client.json(path(id), page(limit, offset)), ApiAnswers::alertHistory);
    }

    @Override
    public SeriesStatistics stats(String key, int window) {
        return read(
                client.json("/api/v1/stats", Map.of("key", key, "window", Integer.toString(window))),
                ApiAnswers::stats);
    }

    @Override
    public Page<MetricEvent> history(String key, int limit, long offset) {
        Map<String, String> query = page(limit, offset);
        query.put("key", key);
        return read(client.json("/api/v1/history", query), ApiAnswers::history);
    }

    @Override
    public Page<PinnedBaseline> baselines(int limit, long offset) {
        return read(client.json("/api/v1/baselines", page(limit, offset)), ApiAnswers::baselines);
    }

    private static Map<String, String> page(int limit, long offset) {
        return new HashMap<>(Map.of("limit", Integer.toString(limit), "offset", Long.toString(offset)));
    }

    private static String path(String id) {
        return "/api/v1/alerts/" + SinkClient.encode(StoreRequestException.requireId(id));
    }

    private static <T> T read(JsonNode answer, Function<JsonNode, T> reading) {
        try {
            return reading.apply(answer);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new CommandFailure(
                    "the sink's answer cannot be read (" + e.getMessage() + "); is the sink of another version?", e);
        }
    }

    @Override
    public RegressionAlert handle(String id, AlertActionRequest request) {
        String path = path(id) + "/" + request.action().label();
        return read(applied(client.change("POST", path, WAIT, body(request))).path("alert"), ApiAnswers::alert);
    }

    @Override
    public long resetAlerts(AlertActionRequest request) {
        return applied(client.change("POST", "/api/v1/alerts/reset", WAIT, body(request)))
                .path("alerts")
                .asLong();
    }

    @Override
    public OptionalDouble pin(String key, AlertActionRequest request) {
        String method = request.action() == AlertAction.CLEAR_BASELINE ? "DELETE" : "PUT";
        JsonNode value = applied(client.change(
                        method, "/api/v1/baselines", WAIT, body(request).put("key", key)))
                .path("value");
        return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }

    private static ObjectNode body(AlertActionRequest request) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("by", request.by()).put("reason", request.reason());
        if (request.until() != null) {
            body.put("until", request.until().toString());
        }
        if (request.value() != null) {
            body.put("value", request.value());
        }
        return body;
    }

    private static JsonNode applied(JsonNode answer) {
        if (!answer.path("applied").asBoolean()) {
            throw new CommandFailure(
                    "the broker has the command, but it has not taken effect within 15 s; check that a detector "
                            + "runs, then run './backslide alerts --state all'");
        }
        return answer;
    }

    /** A file is complete or not there: it gets its name at the end. */
    @Override
    public Path write(TrackerFile file, Path folder) {
        Path target = folder.resolve(file.fileName());
        try {
            Files.createDirectories(folder);
            Path unfinished = folder.resolve(file.fileName() + ".part");
            try {
                try (InputStream content = client.stream(file.sinkPath())) {
                    Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
                }
                Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    "folder '" + folder + "' cannot be written (" + FileTrouble.of(e) + "); choose another with --out",
                    e);
        }
        return target;
    }
}
