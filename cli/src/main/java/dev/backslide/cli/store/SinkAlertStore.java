package dev.backslide.cli.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.option.AlertActionRequest;
import dev.backslide.configuration.FileTrouble;
import dev.backslide.core.AlertAction;
import dev.backslide.sdk.tracker.TrackerFile;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/** The store of a running pipeline, through the sink's HTTP API. Thread-safe. */
public final class SinkAlertStore implements AlertStore {

    /** How long a change may take to show. */
    private static final Map<String, String> WAIT = Map.of("wait", "15");

    private final SinkClient client;

    public SinkAlertStore(SinkClient client) {
        this.client = client;
    }

    @Override
    public JsonNode alerts(String state, @Nullable String severity, int limit) {
        Map<String, String> query = new HashMap<>();
        query.put("state", state);
        query.put("limit", Integer.toString(limit));
        if (severity != null) {
            query.put("severity", severity);
        }
        return client.json("/api/v1/alerts", query);
    }

    @Override
    public JsonNode alert(String id) {
        return client.json("/api/v1/alerts/" + SinkClient.encode(id), limit(MOST_REVISIONS));
    }

    @Override
    public JsonNode stats(String key, int window) {
        return client.json("/api/v1/stats", Map.of("key", key, "window", Integer.toString(window)));
    }

    @Override
    public JsonNode history(String key, int limit) {
        return client.json("/api/v1/history", Map.of("key", key, "limit", Integer.toString(limit)));
    }

    @Override
    public JsonNode baselines() {
        return client.json("/api/v1/baselines", limit(MOST_BASELINES));
    }

    private static Map<String, String> limit(int most) {
        return Map.of("limit", Integer.toString(most));
    }

    @Override
    public JsonNode handle(String id, AlertActionRequest handling) {
        String path = "/api/v1/alerts/" + SinkClient.encode(id) + "/"
                + handling.action().label();
        return applied(client.change("POST", path, WAIT, body(handling)));
    }

    @Override
    public JsonNode resetAlerts(AlertActionRequest handling) {
        return applied(client.change("POST", "/api/v1/alerts/reset", WAIT, body(handling)));
    }

    @Override
    public JsonNode pin(String key, AlertActionRequest handling) {
        String method = handling.action() == AlertAction.CLEAR_BASELINE ? "DELETE" : "PUT";
        return applied(
                client.change(method, "/api/v1/baselines", WAIT, body(handling).put("key", key)));
    }

    private static ObjectNode body(AlertActionRequest handling) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("by", handling.by()).put("reason", handling.reason());
        if (handling.until() != null) {
            body.put("until", handling.until().toString());
        }
        if (handling.value() != null) {
            body.put("value", handling.value());
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
                client.download(file.sinkPath(), Map.of(), unfinished);
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
