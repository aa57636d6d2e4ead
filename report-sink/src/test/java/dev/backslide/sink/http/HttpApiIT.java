package dev.backslide.sink.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.AlertState;
import dev.backslide.core.Direction;
import dev.backslide.core.Severity;
import dev.backslide.sink.Publisher;
import dev.backslide.sink.Sink;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

@ExtendWith(BrokerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpApiIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Publisher publisher;
    private final TestBroker broker;
    private final Sink sink;

    HttpApiIT(TestBroker broker, @TempDir Path folder) {
        this.broker = broker;
        publisher = new Publisher(broker);
        sink = Sink.start(SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder));
    }

    @BeforeAll
    void publish() {
        publisher.metric(Publisher.measurement("my_model", "inference_speed", "tokens/sec", 150, 0)
                .metadata("hardware", "RTX 3090")
                .metadata("test_environment", "local")
                .build());
        publisher.metric(Publisher.measurement("my_model", "inference_speed", "tokens/sec", 140, 1)
                .direction(Direction.HIGHER_IS_BETTER)
                .thresholdPercent(7.5)
                .samples(List.of(139.0, 141.0))
                .build());
        publisher.measurements("=cmd()", "p,q", "widgets", 1.5);
        publisher.alert(Publisher.alert("open", 1, AlertState.OPEN, Severity.CRITICAL, "inference_speed"));
        publisher.alert(Publisher.alert("closed", 1, AlertState.OPEN, Severity.WARNING, "inference_speed"));
        publisher.alert(Publisher.alert("closed", 2, AlertState.RESOLVED, Severity.WARNING, "inference_speed"));
        publisher.alert(Publisher.alert("refuted", 1, AlertState.WITHDRAWN, Severity.CRITICAL, "inference_speed"));
        await().atMost(Duration.ofSeconds(30)).until(() -> sink.progress().lag() == 0);
    }

    @AfterAll
    void close() {
        sink.close();
        publisher.close();
    }

    @Test
    void health_running_isOk() throws Exception {
        assertThat(get("/health")).isEqualTo("{\"ok\":true,\"cause\":\"running\",\"notifications\":[]}");
    }

    @Test
    void status_running_countsRowsAndLag() throws Exception {
        JsonNode status = json("/api/v1/status");

        assertThat(status.at("/rows/measurements").asInt()).isEqualTo(3);
        assertThat(status.at("/rows/series").asInt()).isEqualTo(2);
        assertThat(status.at("/rows/alerts").asInt()).isEqualTo(2);
        assertThat(status.at("/lag").asInt(-1)).isZero();
        assertThat(status.at("/store").asText()).endsWith("backslide.db");
        assertThat(status.at("/topics").size()).isEqualTo(3);
    }

    @Test
    void offsets_running_areStoredUpToTheEnds_whereThoseAreAskedFor() throws Exception {
        JsonNode partitions = json("/api/v1/offsets?ends=true").at("/partitions");

        assertThat(partitions).hasSize(3 * publisher.settings().partitions());
        assertThat(partitions).allMatch(partition -> partition.at("/stored").equals(partition.at("/end")));
        assertThat(partitions)
                .extracting(partition -> partition.at("/stored").asInt())
                .contains(4);
        assertThat(json("/api/v1/offsets").at("/partitions"))
                .hasSameSizeAs(partitions)
                .noneMatch(partition -> partition.has("end"));
    }

    @Test
    void alerts_filtered_arePagedWithTotal() throws Exception {
        assertThat(json("/api/v1/alerts").at("/total").asInt()).isEqualTo(3);
        assertThat(json("/api/v1/alerts?state=open").at("/alerts/0/alert_id").asText())
                .isEqualTo("open");
        assertThat(json("/api/v1/alerts?state=resolved").at("/total").asInt()).isEqualTo(1);
        assertThat(json("/api/v1/alerts?severity=warning").at("/total").asInt()).isEqualTo(1);
        JsonNode page = json("/api/v1/alerts?limit=1&offset=1");
        assertThat(page.at("/total").asInt()).isEqualTo(3);
        assertThat(page.at("/alerts").size()).isEqualTo(1);
    }

    @Test
    void alert_byId_hasItsTransitions() throws Exception {
        JsonNode alert = json("/api/v1/alerts/closed");

        assertThat(alert.at("/alert/state").asText()).isEqualTo("resolved");
        assertThat(alert.at("/transitions/0/state").asText()).isEqualTo("open");
        assertThat(alert.at("/transitions/1/revision").asInt()).isEqualTo(2);
    }

    @Test
    void series_listed_haveLatestAndCount() throws Exception {
        JsonNode series = json("/api/v1/series");

        assertThat(series.at("/total").asInt()).isEqualTo(2);
        assertThat(series.at("/series/1/key").asText()).isEqualTo("my_model:inference_speed");
        assertThat(series.at("/series/1/latest").asDouble()).isEqualTo(140);
        assertThat(series.at("/series/1/measurements").asInt()).isEqualTo(2);
    }

    @Test
    void history_ofKey_isInOrderNewestKept() throws Exception {
        JsonNode history = json("/api/v1/history?key=my_model:inference_speed&limit=1");

        assertThat(history.at("/total").asInt()).isEqualTo(2);
        assertThat(history.at("/history").size()).isEqualTo(1);
        assertThat(history.at("/history/0/value").asDouble()).isEqualTo(140);
        assertThat(history.at("/history/0/event_id").asText()).isEqualTo("my_model-inference_speed-1");
        assertThat(json("/api/v1/history?key=my_model:inference_speed&limit=1&offset=1")
                        .at("/history/0/value")
                        .asDouble())
                .isEqualTo(150);
    }

    @Test
    void history_ofKey_hasWhatTheEventDeclared_andNothingElse() throws Exception {
        JsonNode history = json("/api/v1/history?key=my_model:inference_speed").at("/history");

        assertThat(history.at("/1/direction").asText()).isEqualTo("higher_is_better");
        assertThat(history.at("/1/threshold_percent").asDouble()).isEqualTo(7.5);
        assertThat(history.at("/1/samples").toString()).isEqualTo("[139.0,141.0]");
        assertThat(history.at("/0").has("direction")).isFalse();
        assertThat(history.at("/0").has("threshold_percent")).isFalse();
        assertThat(history.at("/0").has("samples")).isFalse();
    }

    @Test
    void stats_ofKey_areOfTheWindow() throws Exception {
        JsonNode stats = json("/api/v1/stats?key=my_model:inference_speed");
        assertThat(stats.at("/mean").asDouble()).isEqualTo(145);
        assertThat(stats.at("/stdev").asDouble()).isCloseTo(7.0710678, offset(1e-6));
        assertThat(stats.at("/median").asDouble()).isEqualTo(145);
        assertThat(stats.at("/count").asInt()).isEqualTo(2);

        assertThat(json("/api/v1/stats?key=my_model:inference_speed&window=1")
                        .at("/mean")
                        .asDouble())
                .isEqualTo(140);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/alerts?limit=ten|400|limit was 'ten' but it must be a whole number from 1 to 10000",
                "/api/v1/alerts?offset=-1|400|offset was '-1' but it must be a whole number 0 or more",
                "/api/v1/alerts?state=shut|400|state was 'shut' but it must be one of open, all",
                "/api/v1/alerts?severity=bad|400|severity was 'bad' but it must be one of info, warning, critical",
                "/api/v1/alerts?stat=open|400|query parameter 'stat' is unknown here; /api/v1/alerts takes limit, offset, severity, state",
                "/api/v1/offsets?ends=yes|400|ends was 'yes' but it must be true or false",
                "/api/v1/report?key=a|400|query parameter 'key' is unknown here; /api/v1/report takes none",
                "/api/v1/stats?window=3|400|key was missing",
                "/api/v1/stats?key=my_model:inference_speed&window=0|400|window was '0'",
                "/api/v1/history?key=my_model:infrence_speed|404|nearest: my_model:inference_speed",
                "/api/v1/alerts/none|404|no alert has the id 'none'; nearest: open",
                "/nowhere|404|there is nothing at /nowhere; /openapi.json lists every address"
            })
    void badRequest_isAnsweredWithOneSentence(String path, int status, String sentence) throws Exception {
        HttpResponse<String> response = response(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(response.body()).at("/error").asText()).contains(sentence);
    }

    @Test
    void foreignHostHeader_onLoopback_isForbidden() throws IOException {
        assertThat(statusWithHost("evil.example.org")).contains("403");
        assertThat(statusWithHost("localhost:1234")).contains("200");
    }

    @Test
    void start_takenPort_isRefusedByName(@TempDir Path other) {
        SinkSettings settings = SinkSettings.of(broker.bootstrapServers(), publisher.settings(), other)
                .withHttp("127.0.0.1", sink.httpPort());

        assertThatThrownBy(() -> Sink.start(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("127.0.0.1:" + sink.httpPort() + " cannot be used");
    }

    private String statusWithHost(String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sink.httpPort())) {
            String request = "GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private JsonNode json(String path) throws Exception {
        return JSON.readTree(get(path));
    }

    private String get(String path) throws Exception {
        HttpResponse<String> response = response(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private HttpResponse<String> response(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sink.httpPort() + path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
