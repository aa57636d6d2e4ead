package dev.backslide.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that is told about alerts, and that fails or hangs where a test wants it to. Thread-safe. */
public final class TestReceiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HANGING = -1;

    /**
     * What arrived. Immutable.
     *
     * @param path that was posted to
     * @param key of the header Idempotency-Key
     * @param body as JSON
     * @param status that was answered
     */
    public record Request(String path, String key, JsonNode body, int status) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    public TestReceiver() throws IOException {
        this(0);
    }

    public TestReceiver(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** From now on every request is answered so. */
    public void answer(int newStatus) {
        status = newStatus;
    }

    /** From now on no request is answered. */
    public void hang() {
        status = HANGING;
    }

    public List<Request> requests() {
        return requests;
    }

    /** Those that were answered with success, in order. */
    public List<Request> accepted() {
        return requests.stream().filter(request -> request.status() == 200).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        int answer = status;
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        requests.add(new Request(
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                body,
                answer));
        if (answer == HANGING) {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.sendResponseHeaders(answer == HANGING ? 500 : answer, -1);
        exchange.close();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
