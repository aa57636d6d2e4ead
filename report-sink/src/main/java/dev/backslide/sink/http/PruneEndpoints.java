package dev.backslide.sink.http;

import dev.backslide.sink.json.JsonResponse;
import dev.backslide.sink.store.Maintenance;
import dev.backslide.sink.store.Retention;
import dev.backslide.sink.store.StoreReader;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Drops old measurements, or counts what would be dropped. Thread-safe. */
final class PruneEndpoints implements Endpoints {

    private static final long PATIENCE_SECONDS = 55;

    private final StoreReader reader;
    private final Maintenance maintenance;

    PruneEndpoints(StoreReader reader, Maintenance maintenance) {
        this.reader = reader;
        this.maintenance = maintenance;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/v1/prune", this::prune);
    }

    private void prune(Context context) throws IOException {
        RequestBody body = RequestBody.of(context, List.of("keep", "not_before", "dry_run"));
        Retention retention = new Retention(body.keep(), body.notBefore());
        if (retention.keep() == null && retention.notBefore() == null) {
            throw RequestException.bad("keep and not_before were missing but one of them must be given; send"
                    + " {\"keep\": 1000, \"not_before\": \"2026-01-31T00:00:00Z\", \"dry_run\": true}");
        }
        boolean dryRun = body.dryRun();
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
            throw RequestException.unavailable("pruning continues in the background but did not finish within "
                    + PATIENCE_SECONDS + " s; check at /health that the sink can write");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RequestException.unavailable("the sink stops; ask again once it runs");
        }
    }
}
