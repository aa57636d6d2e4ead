package dev.backslide.sdk.internal.pipeline;

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
class SinkQueriesTest {

    private final AtomicInteger stored = new AtomicInteger();
    private final AtomicInteger end = new AtomicInteger(1);
    private final AtomicInteger offsetRequests = new AtomicInteger();
    private final AtomicInteger alertRequests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(
                "/api/v1/offsets",
                offsetRequests,
                () -> "{\"partitions\":[{\"topic\":\"metrics\",\"partition\":0,\"stored\":" + stored.get() + ",\"end\":"
                        + end.get() + "}]}");
        answer("/api/v1/export/alerts.jsonl", alertRequests, () -> "{\"lines\":0}\n");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void questions_ofSeveralThreads_allWaitUntilWhatWasSentIsStored() throws Exception {
        SinkQueries queries = questions();
        queries.recorded();
        CompletableFuture<?> first = CompletableFuture.runAsync(queries::standingAlerts);
        await().until(() -> offsetRequests.get() > 0);
        CompletableFuture<?> second = CompletableFuture.runAsync(queries::standingAlerts);
        int seen = offsetRequests.get();
        await().until(() -> offsetRequests.get() > seen + 20);

        assertThat(alertRequests).hasValue(0);

        stored.set(1);
        CompletableFuture.allOf(first, second).get(30, TimeUnit.SECONDS);
        assertThat(alertRequests).hasValue(2);
    }

    @Test
    void question_whereOthersGoOnSending_waitsForWhatWasThereWhenItWasAsked() throws Exception {
        end.set(10);
        SinkQueries queries = questions();
        queries.recorded();
        CompletableFuture<?> question = CompletableFuture.runAsync(queries::standingAlerts);
        await().until(() -> offsetRequests.get() > 2);
        assertThat(question).isNotDone();

        end.set(1_000);
        stored.set(10);

        question.get(30, TimeUnit.SECONDS);
        assertThat(alertRequests).hasValue(1);
    }

    @Test
    void question_whenPatienceRunsOut_isAnsweredWithWhatThereIs_andTheNextOneWaitsAgain() {
        SinkQueries impatient = questions(Duration.ofMillis(50));
        impatient.recorded();
        impatient.standingAlerts();
        assertThat(alertRequests).hasValue(1);
        int asked = offsetRequests.get();

        impatient.standingAlerts();

        assertThat(alertRequests).hasValue(2);
        assertThat(offsetRequests).hasValueGreaterThan(asked);
    }

    @Test
    void question_whereTheSinkDoesNotSayHowFarItIs_isAnsweredWithWhatThereIs() {
        server.removeContext("/api/v1/offsets");
        SinkQueries queries = questions();
        queries.recorded();

        queries.standingAlerts();

        assertThat(alertRequests).hasValue(1);
    }

    @Test
    void question_whereNothingNewWasSent_doesNotAskForOffsets() {
        stored.set(1);
        SinkQueries queries = questions();
        queries.standingAlerts();
        assertThat(offsetRequests).hasValue(0);

        queries.recorded();
        queries.standingAlerts();
        queries.standingAlerts();

        assertThat(offsetRequests).hasValue(2);
        assertThat(alertRequests).hasValue(3);
    }

    private SinkQueries questions() {
        return questions(Duration.ofSeconds(30));
    }

    private SinkQueries questions(Duration patience) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new SinkQueries(new SinkClient(url), patience);
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
