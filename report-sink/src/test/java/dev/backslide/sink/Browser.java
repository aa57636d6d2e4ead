package dev.backslide.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/** A real Chromium without a window, driven by its DevTools protocol. Not thread-safe: one test drives it. */
final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Process process;
    private final WebSocket socket;
    private final Answers answers = new Answers();
    private final AtomicInteger ids = new AtomicInteger();

    private Browser(Process process, Path profile) throws Exception {
        this.process = process;
        Path portFile = profile.resolve("DevToolsActivePort");
        await().atMost(TIMEOUT)
                .until(() ->
                        Files.exists(portFile) && Files.readString(portFile).contains("\n"));
        HttpClient client = HttpClient.newHttpClient();
        URI newPage =
                URI.create("http://127.0.0.1:" + Files.readAllLines(portFile).get(0) + "/json/new?about:blank");
        String page = client.send(
                        HttpRequest.newBuilder(newPage)
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        socket = client.newWebSocketBuilder()
                .buildAsync(
                        URI.create(
                                JSON.readTree(page).path("webSocketDebuggerUrl").asText()),
                        answers)
                .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Network", "Runtime", "Log")) {
            send(domain + ".enable", Map.of());
        }
    }

    /** The browser of this machine; empty where there is none on the path. */
    static Optional<Path> find() {
        return Program.find("chromium", "chromium-browser", "google-chrome");
    }

    static Browser start(Path executable, Path profile) throws Exception {
        Process process = new ProcessBuilder(
                        executable.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-dev-shm-usage",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("browser.log").toFile())
                .start();
        try {
            return new Browser(process, profile);
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Opens a page in a window of some width, and waits until it is loaded. */
    void visit(String url, int width, boolean dark) throws Exception {
        answers.events.clear();
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        send("Page.navigate", Map.of("url", url));
        await().atMost(TIMEOUT).until(() -> !events("Page.loadEventFired").isEmpty());
    }

    /** What a JavaScript expression comes to on the page. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode result = send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(result.toString());
        }
        return result.at("/result/value");
    }

    /** Addresses that the page asked for since it was visited. */
    List<String> requests() {
        return events("Network.requestWillBeSent").stream()
                .map(event -> event.at("/params/request/url").asText())
                .toList();
    }

    /** What the page logged or threw since it was visited. */
    List<String> problems() {
        return Stream.of("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled")
                .flatMap(name -> events(name).stream())
                .map(JsonNode::toString)
                .toList();
    }

    private List<JsonNode> events(String name) {
        return answers.events.stream()
                .filter(event -> event.path("method").asText().equals(name))
                .toList();
    }

    private JsonNode send(String method, Map<String, Object> parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = answers.expect(id);
        socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        JsonNode message = answer.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        if (message.has("error")) {
            throw new IllegalStateException(method + ": " + message);
        }
        return message.path("result");
    }

    @Override
    public void close() throws InterruptedException {
        socket.abort();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Puts the parts of messages together; an answer goes to who waits for it, the rest are events. */
    private static final class Answers implements WebSocket.Listener {

        final List<JsonNode> events = new CopyOnWriteArrayList<>();
        private final Map<Integer, CompletableFuture<JsonNode>> expected = new ConcurrentHashMap<>();
        private final StringBuilder parts = new StringBuilder();

        CompletableFuture<JsonNode> expect(int id) {
            return expected.computeIfAbsent(id, key -> new CompletableFuture<>());
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            parts.append(part);
            if (last) {
                accept(parts.toString());
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void accept(String text) {
            try {
                JsonNode message = JSON.readTree(text);
                if (message.has("id")) {
                    expect(message.path("id").asInt()).complete(message);
                } else {
                    events.add(message);
                }
            } catch (IOException e) {
                throw new IllegalStateException("no JSON from the browser: " + text, e);
            }
        }
    }
}
