package dev.backslide.sink.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.sink.Publisher;
import dev.backslide.sink.Sink;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a page of another site, a broken client or many slow ones can do to the API: nothing to the others. */
@ExtendWith(BrokerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpHardeningIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int MANY = 450;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Publisher publisher;
    private final Sink sink;

    HttpHardeningIT(TestBroker broker, @TempDir Path folder) {
        publisher = new Publisher(broker);
        sink = Sink.start(SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder));
        await().atMost(PATIENCE).until(() -> sink.health().ok());
    }

    @AfterAll
    void close() {
        sink.close();
        publisher.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /health, 200",
        "GET, /metrics, 200",
        "GET, /openapi.json, 200",
        "GET, /, 302",
        "GET, /api/v1/report.html, 200",
        "GET, /api/v1/export/metrics.csv, 200",
        "HEAD, /api/v1/status, 200",
        "GET, /api/v1/series?nosuch=1, 400",
        "GET, /api/v1/alerts/nosuch, 404",
        "GET, /nosuch, 404",
        "GET, /%2e%2e/%2fhealth, 400",
        "DELETE, /health, 415",
        "TRACE, /health, 415",
        "POST, /api/v1/prune, 415"
    })
    void answer_whateverItsStatus_hasTheHeaders(String method, String path, int status) throws Exception {
        String answer = raw(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status);
        hasHeaders(answer);
        if (status >= 400) {
            assertThat(answer)
                    .containsIgnoringCase("content-type: application/json")
                    .contains("{\"error\":\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /health HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET /health HTTP/1.1\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a b\r\n\r\n"
            })
    void request_thatTheServerItselfRefuses_isAnsweredInJson(String request) throws Exception {
        String answer = raw(request);

        assertThat(answer).matches("(?s)HTTP/1.1 (400|505) .*");
        assertThat(answer).contains("{\"error\":\"");
        hasHeaders(answer);
    }

    @Test
    void header_andBody_thatAreTooLarge_areRefusedInJson() throws Exception {
        assertThat(raw("GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(10_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("{\"error\":\"");
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(url("/api/v1/prune"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(" ".repeat(HttpServerSetup.MAX_BODY_BYTES + 1)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(new ObjectMapper().readTree(answer.body()).path("error").asText())
                .contains("send at most 65536 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, same-origin, 200",
        "Sec-Fetch-Site, none, 200",
        "Origin, http://evil.example, 403",
        "Origin, null, 403",
        "Origin, http://localhost:1, 403",
        "Origin, http://127.0.0.1:PORT, 200"
    })
    void fetch_fromAPage_isAnsweredForOurOwnOnly(String header, String value, int status) throws Exception {
        assertThat(get("/api/v1/series", header, value.replace("PORT", "" + sink.httpPort()))
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void link_fromAnotherSite_isFollowed_butNotIntoAFrame() throws Exception {
        String[] link = {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"};
        assertThat(get("/api/v1/report.html", link).statusCode()).isEqualTo(200);
        link[5] = "iframe";
        assertThat(get("/api/v1/report.html", link).statusCode()).isEqualTo(403);
    }

    @Test
    void root_leadsToTheReport() throws Exception {
        HttpResponse<String> answer = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()
                .send(HttpRequest.newBuilder(url("/")).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.uri().getPath()).isEqualTo("/api/v1/report.html");
        assertThat(answer.body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void manySlowConnections_keepNobodyOut() throws Exception {
        String post = "POST /api/v1/prune HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        List<String> beginnings = List.of(
                post + "Content-Length: 100\r\n\r\n{",
                post + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
                "GET /api/v1/series HTTP/1.1\r\nHost: loc");
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                Socket socket = socket();
                slow.add(socket);
                socket.getOutputStream()
                        .write(beginnings.get(i % beginnings.size()).getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(get("/health").statusCode()).isEqualTo(200);
            assertThat(get("/api/v1/series").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static void hasHeaders(String answer) {
        assertThat(answer.toLowerCase(Locale.ROOT))
                .contains("x-content-type-options: nosniff\r\n")
                .contains("cache-control: no-store\r\n")
                .contains("cross-origin-resource-policy: same-origin\r\n")
                .containsPattern("content-security-policy: [^\r]*frame-ancestors 'none'\r\n")
                .doesNotContain("server: ", "jetty", "javalin");
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(url(path)).timeout(PATIENCE);
        return CLIENT.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + sink.httpPort() + path);
    }

    private Socket socket() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), sink.httpPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private String raw(String request) throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
