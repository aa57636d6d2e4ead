package dev.backslide.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.TimeText;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Drops old measurements, or counts what would be dropped. Thread-safe. */
final class PruneEndpoints {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 55;
    private static final String NEXT =
            "; send {\"keep\": 1000, \"not_before\": \"2026-01-31T00:00:00Z\", \"dry_run\": true}";

    private final StoreReader reader;
    private final Maintenance maintenance;

    private PruneEndpoints(StoreReader reader, Maintenance maintenance) {
        this.reader = reader;
        this.maintenance = maintenance;
    }

    static void register(RoutesConfig routes, StoreReader reader, Maintenance maintenance) {
        PruneEndpoints endpoints = new PruneEndpoints(reader, maintenance);
        routes.post("/api/v1/prune", endpoints::prune);
    }

    private void prune(Context context) throws IOException {
        JsonNode body = body(context);
        Retention retention = new Retention(keep(body.path("keep")), notBefore(body.path("not_before")));
        if (retention.keep() == null && retention.notBefore() == null) {
            throw RequestException.bad("keep and not_before were missing but one of them must be given" + NEXT);
        }
        boolean dryRun = body.path("dry_run").asBoolean(false);
        long dropped = dryRun ? reader.readRecords(records -> records.beyond(retention)) : pruned(retention);
        JsonResponse.stream(context, json -> {
            json.writeStartObject();
            json.writeNumberField("measurements", dropped);
            json.writeBooleanField("dry_run", dryRun);
            json.writeEndObject();
        });
    }

    private long pruned(Retention retention) {
        try {
            return maintenance.prune(retention).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw RequestException.unavailable("pruning goes on in the background but was not done within "
                    + PATIENCE_SECONDS + " s; see /health whether the sink can write");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RequestException.unavailable("the sink stops; ask again once it runs");
        }
    }

    private static JsonNode body(Context context) {
        try {
            JsonNode body = JSON.readTree(context.body());
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            // Answered below, as another kind of JSON is.
        }
        throw RequestException.bad("the body was no JSON object" + NEXT);
    }

    private static @Nullable Integer keep(JsonNode keep) {
        if (keep.isMissingNode() || keep.isNull()) {
            return null;
        }
        if (!keep.canConvertToInt() || !keep.isIntegralNumber() || keep.asInt() < 1) {
            throw RequestException.bad("keep was " + keep + " but it must be a whole number of at least 1" + NEXT);
        }
        return keep.asInt();
    }

    private static @Nullable Instant notBefore(JsonNode time) {
        if (time.isMissingNode() || time.isNull()) {
            return null;
        }
        try {
            Instant notBefore = TimeText.parse(time.asText());
            if (Micros.isCountable(notBefore)) {
                return notBefore;
            }
        } catch (DateTimeException e) {
            // Answered below, as a time that the store cannot count is.
        }
        throw RequestException.bad("not_before was " + time + " but it must be " + TimeText.RULE + NEXT);
    }
}
