package dev.backslide.schemas;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of a schema registry as a test needs: ids count from 1; a status can be forced on every answer. */
final class LocalRegistry implements AutoCloseable {

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final List<String> schemas = new ArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile @Nullable Integer forcedStatus;

    LocalRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    TopicCatalogue catalogue() {
        return TopicCatalogue.of(TopicSettings.DEFAULT, Map.of("schema.registry.url", url()));
    }

    synchronized int add(Schema schema) {
        schemas.add(schema.toString());
        return schemas.size();
    }

    void force(@Nullable Integer status) {
        forcedStatus = status;
    }

    List<String> requests() {
        return requests;
    }

    List<String> authorizations() {
        return authorizations;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        authorizations.add(authorization == null ? "" : authorization);
        Integer forced = forcedStatus;
        if (forced != null) {
            send(exchange, forced, "{\"error_code\":" + forced + ",\"message\":\"forced\"}");
        } else if (path.startsWith("/schemas/ids/")) {
            sendSchema(exchange, Integer.parseInt(path.substring("/schemas/ids/".length())));
        } else {
            String schema =
                    json.readTree(exchange.getRequestBody()).path("schema").asText();
            send(exchange, 200, "{\"id\":" + add(new Schema.Parser().parse(schema)) + "}");
        }
    }

    private synchronized void sendSchema(HttpExchange exchange, int id) throws IOException {
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
