package dev.backslide.sdk.internal.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.store.StoreRequestException;
import dev.backslide.schemas.RecordJson;
import dev.backslide.sdk.internal.publish.Deadline;
import dev.backslide.sdk.internal.storage.JournalEntry;
import dev.backslide.sdk.internal.storage.Warnings;
import dev.backslide.sdk.tracker.StorageException;
import org.slf4j.Logger;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What a tracker asks of a sink: always about a store that has what this tracker recorded before. Thread-safe. */
final class SinkQueries {

    private static final Logger LOG = Warnings.of(SinkQueries.class);
    private static final String OFFSETS = "/api/v1/offsets";
    private static final long PAUSE_MILLIS = 20;

    private final SinkClient api;
    private final Duration patience;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong stored = new AtomicLong();

    /**
     * @param patience how long the sink may take to store what was recorded; what it has then is what it answers with, and the
     *     log says so
     */
    SinkQueries(SinkClient api, Duration patience) {
        this.api = api;
        this.patience = patience;
    }

    /** Something was sent to the pipeline: the sink may not have stored it yet. */
    void recorded() {
        sent.incrementAndGet();
    }

    /** Measurements of a series in the order of time. */
    List<MetricEvent> history(String key) {
        List<MetricEvent> history = new ArrayList<>();
        measurements(Map.of("key", key), entry -> {
            if (entry.measurement() != null) {
                history.add(entry.measurement());
            }
        });
        return history;
    }

    /** Every measurement in the order of its arrival. */
    void measurements(Consumer<JournalEntry> entries) {
        measurements(Map.of(), entries);
    }

    private void measurements(Map<String, String> query, Consumer<JournalEntry> entries) {
        awaitStored();
        api.lines(
                "/api/v1/export/measurements.jsonl",
                query,
                line -> entries.accept(RecordJson.parse(line, JournalEntry.class)));
    }

    List<RegressionAlert> standingAlerts() {
        return alerts("/api/v1/export/alerts.jsonl", Map.of("state", "open"));
    }

    /** Every revision of every alert. */
    List<RegressionAlert> transitions() {
        return alerts("/api/v1/export/transitions.jsonl", Map.of());
    }

    private List<RegressionAlert> alerts(String path, Map<String, String> query) {
        awaitStored();
        List<RegressionAlert> alerts = new ArrayList<>();
        api.lines(path, query, line -> alerts.add(RecordJson.parse(line, RegressionAlert.class)));
        return alerts;
    }

    Optional<JsonNode> stats(String key, int window) {
        awaitStored();
        return api.found("/api/v1/stats", Map.of("key", key, "window", String.valueOf(window)));
    }

    /** What the sink renders at a path. */
    InputStream stored(String path) {
        awaitStored();
        return api.stream(path);
    }

    /**
     * Waits until the sink has stored what the topics hold now, where this tracker has sent something since it last had. What
     * others send meanwhile is not waited for: on a busy fleet there is always something left.
     */
    void awaitStored() {
        long wanted = sent.get();
        if (stored.get() >= wanted) {
            return;
        }
        Deadline deadline = Deadline.in(patience);
        try {
            Map<String, Long> missing = ends();
            for (removeStored(missing); !missing.isEmpty(); removeStored(missing)) {
                if (deadline.remainingNanos() == 0) {
                    warn("partitions " + missing.keySet() + " were not stored within " + patience.toMillis() + " ms");
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            stored.accumulateAndGet(wanted, Math::max);
        } catch (StorageException | StoreRequestException e) {
            // A sink that does not answer at all says so when it is asked the question itself.
            warn(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("interrupted while waiting for the sink", e);
        }
    }

    /** Where each partition ends now. */
    private Map<String, Long> ends() {
        Map<String, Long> ends = new TreeMap<>();
        for (JsonNode partition : api.json(OFFSETS, Map.of("ends", "true")).path("partitions")) {
            ends.put(name(partition), partition.path("end").asLong(0));
        }
        return ends;
    }

    private void removeStored(Map<String, Long> missing) {
        for (JsonNode partition : api.json(OFFSETS, Map.of()).path("partitions")) {
            missing.computeIfPresent(
                    name(partition), (name, end) -> partition.path("stored").asLong() < end ? end : null);
        }
    }

    private static String name(JsonNode partition) {
        return partition.path("topic").asText() + "-"
                + partition.path("partition").asText();
    }

    private static void warn(String cause) {
        LOG.atWarn()
                .setMessage("the sink may lack the newest measurements; it answers with the stored ones")
                .addKeyValue("cause", cause)
                .log();
    }
}
