package dev.backslide.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** As much of a schema registry as a test needs: ids count from 1; a status can be forced on every answer. Thread-safe. */
public final class TestRegistry implements AutoCloseable {

    private static final String BY_ID = "/schemas/ids/";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final List<String> schemas = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();
    private @Nullable Integer forcedStatus;
    private int refused;

    /** Starts on a free port of this machine. */
    public TestRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** The address for {@code schema.registry.url}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Registers a schema, and returns its id. */
    public synchronized int add(String schema) {
        schemas.add(schema);
        return schemas.size();
    }

    /** The status of every answer from now on; null: that of the request. */
    public synchronized void force(@Nullable Integer status) {
        forcedStatus = status;
        refused = 0;
    }

    /** How many requests got the forced status. */
    public synchronized int refused() {
        return refused;
    }

    /** Method and path of each request. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** The header {@code Authorization} of each request; empty where there was none. */
    public synchronized List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        authorizations.add(authorization == null ? "" : authorization);
        Integer forced = forcedStatus;
        if (forced != null) {
            refused++;
            send(exchange, forced, "{\"error_code\":" + forced + ",\"message\":\"forced\"}");
        } else if (path.startsWith(BY_ID)) {
            sendSchema(exchange, Integer.parseInt(path.substring(BY_ID.length())));
        } else {
            String schema =
                    json.readTree(exchange.getRequestBody()).path("schema").asText();
            send(exchange, 200, "{\"id\":" + add(schema) + "}");
        }
    }

    private void sendSchema(HttpExchange exchange, int id) throws IOException {
        if (id > schemas.size()) {
            send(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
        } else {
            send(exchange, 200, json.writeValueAsString(Map.of("schema", schemas.get(id - 1))));
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
