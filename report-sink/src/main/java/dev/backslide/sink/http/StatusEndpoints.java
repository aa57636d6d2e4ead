package dev.backslide.sink.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.backslide.core.report.ReportSummary;
import dev.backslide.sink.json.JsonResponse;
import dev.backslide.sink.status.NotificationStatus;
import dev.backslide.sink.status.SinkHealth;
import dev.backslide.sink.status.SinkProgress;
import dev.backslide.sink.status.SinkStatus;
import dev.backslide.sink.status.TopicProgress;
import dev.backslide.sink.store.StoreMigrations;
import dev.backslide.sink.store.StoreReader;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers about the sink itself. Thread-safe. */
final class StatusEndpoints implements Endpoints {

    private static final int UNAVAILABLE = 503;
    private static final Duration ENDS_TIMEOUT = Duration.ofSeconds(10);

    private final StoreReader store;
    private final Path database;
    private final SinkStatus sink;

    StatusEndpoints(StoreReader store, Path database, SinkStatus sink) {
        this.store = store;
        this.database = database;
        this.sink = sink;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/health", this::health);
        routes.get("/api/v1/status", this::status);
        routes.get("/api/v1/offsets", this::offsets);
    }

    /** 200 where records are being stored, else 503; with the cause. A receiver that is away is told and makes nothing ill. */
    private void health(Context context) throws IOException {
        SinkHealth health = sink.health();
        context.status(health.ok() ? 200 : UNAVAILABLE);
        JsonResponse.stream(context, json -> {
            json.writeStartObject();
            health(json, health);
            notifications(json, Optional.empty());
            json.writeEndObject();
        });
    }

    /** Rows, progress, counters. */
    private void status(Context context) throws IOException {
        record Read(ReportSummary summary, Map<String, Long> pending) {}
        Read read = store.read(snapshot -> new Read(snapshot.summary(), snapshot.pendingNotifications()));
        ReportSummary summary = read.summary();
        Optional<SinkProgress> progress = progress();
        JsonResponse.stream(context, json -> {
            json.writeStartObject();
            json.writeStringField("version", version());
            health(json, sink.health());
            json.writeStringField("store", database.toString());
            json.writeNumberField("store_version", StoreMigrations.newest());
            json.writeObjectFieldStart("rows");
            json.writeNumberField("measurements", summary.measurements());
            json.writeNumberField("series", summary.series());
            json.writeNumberField("alerts", summary.alerts());
            json.writeNumberField("critical_alerts", summary.criticalAlerts());
            json.writeEndObject();
            json.writeFieldName("lag");
            if (progress.isPresent()) {
                json.writeNumber(progress.get().lag());
                json.writeNumberField("unreadable", progress.get().unreadable());
            } else {
                json.writeNull();
            }
            notifications(json, Optional.of(read.pending()));
            topics(json, progress.map(SinkProgress::topics).orElse(List.of()));
            json.writeEndObject();
        });
    }

    /** What is stored of each partition, without a look at the store; of the broker only where its ends are asked for. */
    private void offsets(Context context) throws IOException {
        Map<TopicPartition, Long> ends = Parameters.flag(context, "ends") ? ends() : Map.of();
        Map<TopicPartition, Long> stored =
                new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
        stored.putAll(sink.stored());
        JsonResponse.stream(context, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("partitions");
            for (Map.Entry<TopicPartition, Long> one : stored.entrySet()) {
                json.writeStartObject();
                json.writeStringField("topic", one.getKey().topic());
                json.writeNumberField("partition", one.getKey().partition());
                json.writeNumberField("stored", one.getValue());
                Long end = ends.get(one.getKey());
                if (end != null) {
                    json.writeNumberField("end", end);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private Map<TopicPartition, Long> ends() {
        try {
            return sink.ends(ENDS_TIMEOUT);
        } catch (KafkaException e) {
            throw RequestException.unavailable(e.getMessage() + "; check that it runs, and ask again");
        }
    }

    /** Empty where the broker does not answer: the rest of the status is as true without. */
    private Optional<SinkProgress> progress() {
        try {
            return Optional.of(sink.progress());
        } catch (KafkaException e) {
            return Optional.empty();
        }
    }

    /** @param pending by receiver; empty: not told */
    private void notifications(JsonGenerator json, Optional<Map<String, Long>> pending) throws IOException {
        json.writeArrayFieldStart("notifications");
        for (NotificationStatus status : sink.notifications()) {
            json.writeStartObject();
            json.writeStringField("receiver", status.receiver());
            health(json, status.health());
            if (pending.isPresent()) {
                json.writeNumberField("pending", pending.get().getOrDefault(status.receiver(), 0L));
                json.writeNumberField("sent", status.sent());
                json.writeNumberField("failed", status.failed());
                json.writeNumberField("dropped", status.dropped());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void topics(JsonGenerator json, List<TopicProgress> topics) throws IOException {
        json.writeArrayFieldStart("topics");
        for (TopicProgress topic : topics) {
            json.writeStartObject();
            json.writeStringField("topic", topic.topic());
            json.writeNumberField("consumed", topic.consumed());
            json.writeNumberField("lag", topic.lag());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void health(JsonGenerator json, SinkHealth health) throws IOException {
        json.writeBooleanField("ok", health.ok());
        json.writeStringField("cause", health.cause());
    }

    private static String version() {
        String version = StatusEndpoints.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
