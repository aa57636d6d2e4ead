package dev.backslide.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** As much of a schema registry as the pipeline needs; it can be away for a while. Thread-safe. */
public final class TestRegistry implements AutoCloseable {

    private static final String BY_ID = "/schemas/ids/";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final List<String> schemas = new ArrayList<>();
    private boolean away;
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

    /** What clients are told as {@code schema.registry.url}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Whether every question is answered with 503 from now on. */
    public synchronized void away(boolean isAway) {
        away = isAway;
        refused = 0;
    }

    /** How many questions came while it is away. */
    public synchronized int refused() {
        return refused;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (away) {
            refused++;
            send(exchange, 503, "{}");
        } else if (path.startsWith(BY_ID)) {
            String schema = schemas.get(Integer.parseInt(path.substring(BY_ID.length())) - 1);
            send(exchange, 200, json.writeValueAsString(Map.of("schema", schema)));
        } else {
            schemas.add(json.readTree(exchange.getRequestBody()).path("schema").asText());
            send(exchange, 200, "{\"id\":" + schemas.size() + "}");
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
