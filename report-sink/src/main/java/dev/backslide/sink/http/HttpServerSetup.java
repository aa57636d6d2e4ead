package dev.backslide.sink.http;

import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import java.time.Duration;

/**
 * What a request passes before it is answered, so that none can keep the others out: a body is read whole before it costs a thread, so many
 * are answered at a time and so many wait, and threads are left for those who ask how the sink is. Stateless.
 */
final class HttpServerSetup {

    /** Largest body, in bytes: a command is a few hundred. */
    static final int MAX_BODY_BYTES = 64 * 1024;

    /** Requests that are answered at a time, those that wait for a command's effect among them. */
    static final int MAX_REQUESTS = 100;

    /** Requests that wait for their turn, and for how long. */
    static final int MAX_WAITING = 200;

    private static final Duration MAX_WAIT = Duration.ofSeconds(15);

    /** More than {@link #MAX_REQUESTS}: what is left is for {@link #PROBES}, and for the server's own work. */
    private static final int THREADS = 150;

    private static final int MIN_THREADS = 8;

    /** Paths that are answered however many others wait: small answers, so that no slow reader keeps a thread. */
    private static final String[] PROBES = {"/health", "/metrics", ApiDescription.PATH};

    private HttpServerSetup() {}

    static void apply(JavalinConfig config, String host, int port) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, MIN_THREADS);
        threads.setName("backslide-http");
        config.jetty.threadPool = threads;
        config.jetty.addConnector((server, http) -> connector(server, http, host, port));
        config.jetty.modifyServer(HttpServerSetup::modify);
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new JsonErrors()));
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, String host, int port) {
        http.setSendServerVersion(false);
        http.addCustomizer(new ResponseHeaders());
        ConnectionFactory factory = new HttpConnectionFactory(http);
        ServerConnector connector = new ServerConnector(server, factory);
        connector.setHost(host);
        connector.setPort(port);
        connector.addBean(new SlowConnections(SlowConnections.PATIENCE));
        return connector;
    }

    private static void modify(Server server) {
        server.setErrorHandler(new JsonErrors());
        QoSHandler turns = new QoSHandler();
        turns.setMaxRequestCount(MAX_REQUESTS);
        turns.setMaxSuspendedRequestCount(MAX_WAITING);
        turns.setMaxSuspend(MAX_WAIT);
        turns.excludePath(PROBES);
        EagerContentHandler wholeBody = new EagerContentHandler(
                turns, new EagerContentHandler.RetainedContentLoaderFactory(MAX_BODY_BYTES, 0, true));
        server.setHandler(new HeadAsGet(wholeBody));
    }

    /** Answers HEAD as GET would be, without its body, which the server leaves out. */
    private static final class HeadAsGet extends Handler.Wrapper {

        HeadAsGet(Handler handler) {
            super(handler);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            Request asked = request.getMethod().equals("HEAD") ? new AsGet(request) : request;
            return super.handle(asked, response, callback);
        }
    }

    private static final class AsGet extends Request.Wrapper {

        AsGet(Request head) {
            super(head);
        }

        @Override
        public String getMethod() {
            return "GET";
        }
    }
}
