package dev.backslide.sdk.internal.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.schemas.RecordJson;
import dev.backslide.sdk.tracker.StorageException;
import org.slf4j.Logger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was read of a history file: the specification's object of lists by key, or an export, which has that object under {@code
 * metrics_history}. Entries that break a rule are left out, named, and kept beside the file. Not thread-safe.
 */
public final class HistoryFile {

    /** How event ids start that follow from an entry's content. */
    public static final String DERIVED_ID = "history-";

    /** Field of an export that holds the history. */
    public static final String HISTORY = "metrics_history";

    /** Field of an export that holds every revision of every alert. */
    public static final String ALERTS = "regression_alerts";

    /** Field of an export that holds what people did. */
    public static final String COMMANDS = "commands";

    private static final Logger LOG = Warnings.of(HistoryFile.class);
    private static final int LOGGED = 20;
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            // Python writes what is not finite as a bare word: read, so that it is named and the rest is loaded.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build());

    private final Path file;
    private final Map<String, List<MetricEvent>> history = new LinkedHashMap<>();
    private final List<RegressionAlert> alerts = new ArrayList<>();
    private final List<AlertCommand> commands = new ArrayList<>();
    private final List<RejectedEntry> rejected = new ArrayList<>();

    private HistoryFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a file. What it rejects is logged and written beside it, in {@code NAME.rejected.json}.
     *
     * @throws StorageException when the file cannot be read or is no JSON object
     */
    public static HistoryFile read(Path file) {
        HistoryFile read = new HistoryFile(file);
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = MAPPER.createParser(in)) {
            read.document(json);
        } catch (JsonProcessingException e) {
            throw new StorageException(
                    "'" + file + "' is not a history (" + RecordJson.problem(e) + "); correct it, nothing was loaded",
                    e);
        } catch (IOException e) {
            throw new StorageException("history cannot be read: " + FileProblem.of(e), e);
        }
        read.keepRejected();
        return read;
    }

    /** Measurements by series key, in the order of the file. */
    public Map<String, List<MetricEvent>> history() {
        return history;
    }

    /** Revisions of alerts; none in a file of the specification's shape. */
    public List<RegressionAlert> alerts() {
        return alerts;
    }

    /** What people did; nothing in a file of the specification's shape. */
    public List<AlertCommand> commands() {
        return commands;
    }

    /** How many entries were left out. */
    public int rejected() {
        return rejected.size();
    }

    private void document(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new StorageException("'" + file
                    + "' is not a history: it must be a JSON object of lists by model_name:name; correct it, nothing "
                    + "was loaded");
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (field.equals(HISTORY) && value == JsonToken.START_OBJECT) {
                for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
                    json.nextToken();
                    series(key, json);
                }
            } else if (field.equals(ALERTS) && value == JsonToken.START_ARRAY) {
                records(field, json, RegressionAlert.class, alerts);
            } else if (field.equals(COMMANDS) && value == JsonToken.START_ARRAY) {
                records(field, json, AlertCommand.class, commands);
            } else if (field.indexOf(':') >= 0) {
                series(field, json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void series(String key, JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            reject(key, 0, "it must be a list of measurements", MAPPER.readTree(json));
            return;
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int index = 0; json.nextToken() != JsonToken.END_ARRAY; index++) {
            JsonNode entry = MAPPER.readTree(json);
            try {
                MetricEvent event = HistoryEntry.read(key, entry, seen);
                history.computeIfAbsent(key, unseen -> new ArrayList<>()).add(event);
            } catch (IllegalArgumentException e) {
                reject(key, index, String.valueOf(e.getMessage()), entry);
            }
        }
    }

    private <T> void records(String field, JsonParser json, Class<T> type, List<T> into) throws IOException {
        for (int index = 0; json.nextToken() != JsonToken.END_ARRAY; index++) {
            JsonNode entry = MAPPER.readTree(json);
            try {
                into.add(RecordJson.parse(entry, type));
            } catch (IllegalArgumentException e) {
                reject(field, index, String.valueOf(e.getMessage()), entry);
            }
        }
    }

    private void reject(String key, int index, String rule, JsonNode entry) {
        rejected.add(new RejectedEntry(String.valueOf(file.getFileName()), key, index, rule, entry));
        if (rejected.size() <= LOGGED) {
            LOG.atWarn()
                    .setMessage("An entry of a history file was left out")
                    .addKeyValue("file", file)
                    .addKeyValue("key", key)
                    .addKeyValue("index", index)
                    .addKeyValue("rule", rule)
                    .log();
        }
    }

    private void keepRejected() {
        if (rejected.isEmpty()) {
            return;
        }
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "") + ".rejected.json";
        Path folder = file.toAbsolutePath().getParent();
        Path kept = TextFiles.write(
                folder == null ? file.toAbsolutePath() : folder,
                name,
                out -> out.write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(rejected)));
        LOG.atWarn()
                .setMessage("Entries of a history file were left out")
                .addKeyValue("count", rejected.size())
                .addKeyValue("kept_in", kept)
                .log();
    }
}
