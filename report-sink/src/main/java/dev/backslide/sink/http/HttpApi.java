package dev.backslide.sink.http;

import dev.backslide.core.store.StoreRequestException;
import dev.backslide.sink.json.JsonResponse;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.sink.status.SinkStatus;
import dev.backslide.sink.store.DatabaseAlertStore;
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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The HTTP API: which address, which paths, how what goes wrong is answered. Thread-safe. */
public final class HttpApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

    private final SinkSettings settings;
    private final ListenAddress address;
    private final Javalin javalin;

    public HttpApi(SinkSettings settings, Store store, SinkStatus sink, CommandSender commands, Clock clock) {
        this.settings = settings;
        this.address = ListenAddress.of(settings.httpHost());
        ApiDescription description = new ApiDescription();
        javalin = Javalin.create(config -> {
            quiet(config);
            HttpServerSetup.apply(config, address.text(), settings.httpPort());
            config.routes.before(new HostGuard(address));
            config.routes.before(new CrossSiteGuard());
            config.routes.before(new JsonOnly());
            config.routes.beforeMatched(new QueryGuard(description));
            config.routes.get(ApiDescription.PATH, description);
            endpoints(settings, store, sink, commands, clock).forEach(endpoints -> endpoints.addTo(config.routes));
            errors(config.routes, store);
        });
    }

    /** @throws IllegalStateException when the address cannot be listened on */
    public void start() {
        try {
            javalin.start();
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "HTTP address " + settings.httpHost() + ":" + settings.httpPort() + " cannot be used ("
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

    private static List<Endpoints> endpoints(
            SinkSettings settings, Store store, SinkStatus sink, CommandSender commands, Clock clock) {
        StoreReader reader = new StoreReader(store.connections());
        return List.of(
                new StatusEndpoints(reader, store.database(), sink),
                new MetricsEndpoint(new SinkMetrics(reader, sink, settings.monitoring())),
                new AlertEndpoints(new DatabaseAlertStore(reader)),
                new SeriesEndpoints(reader),
                new ExportEndpoints(reader, clock),
                new RecordEndpoints(reader),
                new CommandEndpoints(reader, commands, clock),
                new BaselineEndpoints(reader, commands, clock),
                new PruneEndpoints(reader, store.maintenance()));
    }

    private static void errors(RoutesConfig routes, Store store) {
        routes.exception(
                RequestException.class,
                (e, context) -> JsonResponse.error(context, e.status(), String.valueOf(e.getMessage())));
        routes.exception(
                StoreRequestException.class,
                (e, context) -> JsonResponse.error(context, status(e.problem()), String.valueOf(e.getMessage())));
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
                                ? "there is nothing at " + context.path() + "; " + ApiDescription.PATH
                                        + " lists every address"
                                : String.valueOf(e.getMessage())));
    }

    private static int status(StoreRequestException.Problem problem) {
        return switch (problem) {
            case INVALID -> 400;
            case UNKNOWN -> 404;
            case CONFLICT -> 409;
        };
    }
}
