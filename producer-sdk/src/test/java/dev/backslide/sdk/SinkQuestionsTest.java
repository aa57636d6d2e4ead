package dev.backslide.sdk;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Asks a real HTTP server that answers as a sink does. */
class SinkQuestionsTest {

    private final AtomicInteger lag = new AtomicInteger(1);
    private final AtomicInteger statusRequests = new AtomicInteger();
    private final AtomicInteger alertRequests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/api/v1/status", statusRequests, () -> "{\"lag\":" + lag.get() + "}");
        answer("/api/v1/export/alerts.jsonl", alertRequests, () -> "{\"lines\":0}\n");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void questions_ofSeveralThreads_allWaitUntilWhatWasSentIsStored() throws Exception {
        SinkQuestions questions = questions();
        questions.recorded();
        CompletableFuture<?> first = CompletableFuture.runAsync(questions::standingAlerts);
        await().until(() -> statusRequests.get() > 0);
        CompletableFuture<?> second = CompletableFuture.runAsync(questions::standingAlerts);
        int seen = statusRequests.get();
        await().until(() -> statusRequests.get() > seen + 20);

        assertThat(alertRequests).hasValue(0);

        lag.set(0);
        CompletableFuture.allOf(first, second).get(30, TimeUnit.SECONDS);
        assertThat(alertRequests).hasValue(2);
    }

    @Test
    void question_whereNothingNewWasSent_doesNotAskForTheLag() {
        lag.set(0);
        SinkQuestions questions = questions();
        questions.standingAlerts();
        assertThat(statusRequests).hasValue(0);

        questions.recorded();
        questions.standingAlerts();
        questions.standingAlerts();

        assertThat(statusRequests).hasValue(1);
        assertThat(alertRequests).hasValue(3);
    }

    private SinkQuestions questions() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new SinkQuestions(new SinkApi(url), Duration.ofSeconds(30));
    }

    private interface Body {
        String text();
    }

    private void answer(String path, AtomicInteger requests, Body body) {
        server.createContext(path, exchange -> {
            requests.incrementAndGet();
            byte[] bytes = body.text().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
