package dev.backslide.sink.http;

import dev.backslide.sink.json.JsonResponse;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.sink.status.SinkStatus;
import dev.backslide.sink.store.Store;
import dev.backslide.sink.store.StoreReader;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HttpResponseException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The HTTP API: which address, which paths, how what goes wrong is answered. Thread-safe. */
public final class HttpApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

    /** What people want to see first. */
    private static final String REPORT = "/api/v1/report.html";

    private final SinkSettings settings;
    private final ListenAddress address;
    private final Javalin javalin;

    public HttpApi(SinkSettings settings, Store store, SinkStatus sink, CommandSender commands, Clock clock) {
        this.settings = settings;
        this.address = ListenAddress.of(settings.httpHost());
        StoreReader reader = new StoreReader(store.connections());
        ApiDescription description = new ApiDescription();
        javalin = Javalin.create(config -> {
            quiet(config);
            HttpServerSetup.apply(config, address.text(), settings.httpPort());
            config.routes.before(new HostGuard(address));
            config.routes.before(new CrossSiteGuard());
            config.routes.before(new JsonOnly());
            config.routes.beforeMatched(new QueryGuard(description));
            config.routes.get("/", context -> context.redirect(REPORT));
            config.routes.get(ApiDescription.PATH, description);
            status(config.routes, new StatusEndpoints(reader, store.database(), sink));
            config.routes.get("/metrics", new MetricsEndpoint(new SinkMetrics(reader, sink, settings.monitoring())));
            alerts(config.routes, new AlertEndpoints(reader));
            series(config.routes, new SeriesEndpoints(reader));
            exports(config.routes, new ExportEndpoints(reader, clock));
            RecordEndpoints.register(config.routes, reader);
            CommandEndpoints.register(config.routes, reader, commands, clock);
            BaselineEndpoints.register(config.routes, reader, commands, clock);
            PruneEndpoints.register(config.routes, reader, store.maintenance());
            errors(config.routes, store);
        });
    }

    /** @throws IllegalStateException when the address cannot be listened on */
    public void start() {
        try {
            javalin.start();
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "HTTP address " + settings.httpHost() + ":" + settings.httpPort() + " cannot be listened on ("
                            + e.getMessage() + "); choose another port, or 0 for a free one",
                    e);
        }
    }

    /** Every route in force, as method and path. */
    public Set<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void quiet(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
    }

    private static void status(RoutesConfig routes, StatusEndpoints endpoints) {
        routes.get("/health", endpoints::health);
        routes.get("/api/v1/status", endpoints::status);
        routes.get("/api/v1/offsets", endpoints::offsets);
    }

    private static void alerts(RoutesConfig routes, AlertEndpoints endpoints) {
        routes.get("/api/v1/alerts", endpoints::list);
        routes.get("/api/v1/alerts/{id}", endpoints::one);
    }

    private static void series(RoutesConfig routes, SeriesEndpoints endpoints) {
        routes.get("/api/v1/series", endpoints::list);
        routes.get("/api/v1/history", endpoints::history);
        routes.get("/api/v1/stats", endpoints::stats);
        routes.get("/api/v1/trend", endpoints::trend);
    }

    private static void exports(RoutesConfig routes, ExportEndpoints endpoints) {
        routes.get("/api/v1/report", endpoints::markdown);
        routes.get(REPORT, endpoints::html);
        routes.get("/api/v1/export/metrics.csv", endpoints::metricsCsv);
        routes.get("/api/v1/export/history.json", endpoints::historyJson);
        routes.get("/api/v1/export/alerts.json", endpoints::alertsJson);
    }

    private static void errors(RoutesConfig routes, Store store) {
        routes.exception(
                RequestException.class,
                (e, context) -> JsonResponse.error(context, e.status(), String.valueOf(e.getMessage())));
        routes.exception(JdbiException.class, (e, context) -> {
            String sentence = String.valueOf(e.getMessage());
            if (e.getCause() instanceof SQLException cause) {
                store.file().failed(cause);
                sentence = Store.describe(store.database(), cause);
            }
            JsonResponse.error(context, 503, sentence);
        });
        routes.exception(Exception.class, (e, context) -> {
            LOG.atError()
                    .setMessage("a request failed")
                    .addKeyValue("path", context.path())
                    .setCause(e)
                    .log();
            JsonResponse.error(
                    context, 500, "the sink failed to answer (" + e + "); its log says where, please report it");
        });
        routes.exception(
                HttpResponseException.class,
                (e, context) -> JsonResponse.error(
                        context,
                        e.getStatus(),
                        e.getStatus() == 404
                                ? "nothing is at " + context.path() + "; " + ApiDescription.PATH
                                        + " lists what there is"
                                : String.valueOf(e.getMessage())));
    }
}
