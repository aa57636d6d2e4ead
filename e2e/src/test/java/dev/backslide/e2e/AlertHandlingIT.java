package dev.backslide.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.Policy;
import dev.backslide.detector.Detector;
import dev.backslide.detector.DetectorSettings;
import dev.backslide.schemas.TopicSettings;
import dev.backslide.sdk.MetricPublisher;
import dev.backslide.sdk.PublisherSettings;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sink.Sink;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What people do about alerts, from the HTTP API through the commands topic and the detector back into the store. */
@ExtendWith(BrokerExtension.class)
class AlertHandlingIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BY_ANNA = "\"by\": \"anna\"";
    /** Without it the broker would wait for the session of the one before to end. */
    private static final Map<String, String> KNOWN_AFTER_A_RESTART = Map.of("group.instance.id", "local");

    private static final String KEY = "shop:checkout";

    @TempDir
    Path folder;

    private final TestBroker broker;
    private final TopicSettings topics;
    private MetricPublisher publisher;
    private Detector detector;
    private Sink sink;

    AlertHandlingIT(TestBroker broker) {
        this.broker = broker;
        this.topics = TopicSettings.DEFAULT.withPrefix(broker.uniquePrefix());
    }

    @BeforeEach
    void start() throws InterruptedException {
        detector = Detector.start(DetectorSettings.of(broker.bootstrapServers(), topics, folder.resolve("streams"))
                .withPolicy(Policy.ofThreshold(5).withDetector(DetectorKind.PREVIOUS))
                .withClientOverrides(KNOWN_AFTER_A_RESTART));
        assertThat(detector.awaitRunning(TIMEOUT)).isTrue();
        sink = Sink.start(SinkSettings.of(broker.bootstrapServers(), topics, folder.resolve("store")));
        publisher = MetricPublisher.start(PublisherSettings.builder(broker.bootstrapServers())
                .topics(topics)
                .build());
    }

    @AfterEach
    void stop() {
        publisher.close();
        sink.close();
        detector.close();
    }

    @Test
    void alert_acknowledgedSnoozedExpected_isSoAfterARestartToo() throws Exception {
        String id = regression(100, 150);
        JsonNode taken = change(
                "POST",
                "/api/v1/alerts/" + id.substring(0, 8) + "/acknowledge?wait=30",
                "{" + BY_ANNA + ", \"reason\": \"bisecting\"}",
                200);
        assertThat(taken.at("/applied").asBoolean()).isTrue();
        assertThat(taken.at("/alert/state").asText()).isEqualTo("acknowledged");
        assertThat(taken.at("/alert/actor").asText()).isEqualTo("anna");

        stop();
        start();
        assertThat(get("/api/v1/alerts/" + id).at("/alert/state").asText()).isEqualTo("acknowledged");
        JsonNode snoozed = change(
                "POST",
                "/api/v1/alerts/" + id + "/snooze?wait=30",
                "{" + BY_ANNA + ", \"until\": \"2999-01-01T00:00:00Z\"}",
                200);
        assertThat(snoozed.at("/alert/snoozed_until").asText()).isEqualTo("2999-01-01T00:00:00");
        JsonNode expected = change(
                "POST",
                "/api/v1/alerts/" + id + "/expect?wait=30",
                "{\"by\": \"bert\", \"reason\": \"the price of TLS\"}",
                200);
        assertThat(expected.at("/alert/state").asText()).isEqualTo("expected");

        JsonNode transitions = get("/api/v1/alerts/" + id).at("/transitions");
        assertThat(transitions.findValuesAsText("state"))
                .containsExactly("open", "acknowledged", "snoozed", "expected");
        assertThat(transitions.at("/0/actor").isNull()).isTrue();
        assertThat(transitions.at("/1/reason").asText()).isEqualTo("bisecting");
        assertThat(transitions.at("/3/actor").asText()).isEqualTo("bert");
        assertThat(transitions.at("/3/date_time").asText())
                .isGreaterThan(transitions.at("/1/date_time").asText());
        assertThat(change("POST", "/api/v1/alerts/" + id + "/acknowledge", "{" + BY_ANNA + "}", 409)
                        .at("/error")
                        .asText())
                .contains("is expected but only an alert that is open, acknowledged or snoozed can be changed");
        assertThat(record(150)).isEqualTo(Verdict.PASS);
        assertThat(get("/api/v1/alerts?state=open").at("/total").asInt()).isZero();
    }

    @Test
    void alerts_reset_areAllOver() throws Exception {
        String id = regression(100, 150);

        JsonNode reset = change("POST", "/api/v1/alerts/reset?wait=30", "{" + BY_ANNA + "}", 200);

        assertThat(reset.at("/alerts").asInt()).isEqualTo(1);
        assertThat(get("/api/v1/alerts?state=open").at("/total").asInt()).isZero();
        assertThat(get("/api/v1/alerts/" + id).at("/alert/state").asText()).isEqualTo("resolved");
        assertThat(get("/api/v1/alerts/" + id).at("/alert/actor").asText()).isEqualTo("anna");
    }

    @Test
    void baseline_pinnedAndUnpinned_showsInStatsAndReport() throws Exception {
        record(200);
        record(220);
        awaitStored(2);
        JsonNode pinned = change(
                "PUT", "/api/v1/baselines?wait=30", "{\"key\": \"" + KEY + "\", \"value\": 200, " + BY_ANNA + "}", 200);

        assertThat(pinned.at("/value").asDouble()).isEqualTo(200);
        assertThat(get("/api/v1/baselines").at("/baselines/0/key").asText()).isEqualTo(KEY);
        JsonNode stats = get("/api/v1/stats?key=" + KEY);
        assertThat(stats.at("/pinned_baseline").asDouble()).isEqualTo(200);
        assertThat(stats.at("/baseline_distance_percentage").asDouble()).isEqualTo(10);
        assertThat(text("/api/v1/report")).contains("- Baseline: 200.00 ms, latest is +10.0 % from it");
        assertThat(change("PUT", "/api/v1/baselines?wait=30", "{\"key\": \"" + KEY + "\", " + BY_ANNA + "}", 200)
                        .at("/value")
                        .asDouble())
                .isEqualTo(220);

        change("DELETE", "/api/v1/baselines?wait=30", "{\"key\": \"" + KEY + "\", " + BY_ANNA + "}", 200);
        assertThat(get("/api/v1/stats?key=" + KEY).at("/pinned_baseline").isNull())
                .isTrue();
        assertThat(get("/api/v1/baselines").at("/total").asInt()).isZero();
    }

    @Test
    void command_thatCannotBe_isAnsweredInOneSentence() throws Exception {
        String id = regression(100, 150);
        String path = "/api/v1/alerts/" + id;

        assertThat(change("POST", "/api/v1/alerts/none/acknowledge", "{" + BY_ANNA + "}", 404)
                        .at("/error")
                        .asText())
                .contains("no alert has the id 'none'; nearest: " + id);
        assertThat(change("POST", path + "/acknowledge", "{}", 400).at("/error").asText())
                .contains("by was missing");
        assertThat(change("POST", path + "/acknowledge", "[]", 400).at("/error").asText())
                .contains("no JSON object");
        assertThat(change("POST", path + "/snooze", "{" + BY_ANNA + "}", 400)
                        .at("/error")
                        .asText())
                .contains("until was missing");
        assertThat(change("POST", path + "/snooze", "{" + BY_ANNA + ", \"until\": \"2001-01-01T00:00:00Z\"}", 400)
                        .at("/error")
                        .asText())
                .contains("it must be after");
        assertThat(change("POST", path + "/expect", "{" + BY_ANNA + ", \"untill\": 1}", 400)
                        .at("/error")
                        .asText())
                .contains("field was 'untill' but it must be one of by, reason");
        assertThat(change("PUT", "/api/v1/baselines", "{\"key\": \"shop:chekout\", " + BY_ANNA + "}", 404)
                        .at("/error")
                        .asText())
                .contains("nearest: shop:checkout");
        assertThat(get(path).at("/alert/state").asText()).isEqualTo("open");
    }

    /** @return the id of the alert that two measurements raise */
    private String regression(double before, double after) throws Exception {
        record(before);
        assertThat(record(after)).isEqualTo(Verdict.REGRESSION);
        awaitStored(2);
        await().atMost(TIMEOUT)
                .until(() -> get("/api/v1/alerts?state=open").at("/total").asInt() == 1);
        return get("/api/v1/alerts?state=open").at("/alerts/0/alert_id").asText();
    }

    private Verdict record(double value) throws Exception {
        VerdictOutcome outcome = publisher.recordAndAwait(
                publisher
                        .measurement("shop", "checkout", value, "ms")
                        .category("time")
                        .build(),
                TIMEOUT);
        assertThat(outcome).isInstanceOf(VerdictOutcome.Received.class);
        return Objects.requireNonNull(((VerdictOutcome.Received) outcome).verdict())
                .verdict();
    }

    private void awaitStored(int measurements) {
        await().atMost(TIMEOUT)
                .until(() -> get("/api/v1/status").at("/rows/measurements").asInt() == measurements);
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(text(path));
    }

    private String text(String path) throws Exception {
        HttpResponse<String> response =
                CLIENT.send(HttpRequest.newBuilder(url(path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private JsonNode change(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(url(path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + sink.httpPort()
                + path.replace(KEY, URLEncoder.encode(KEY, StandardCharsets.UTF_8)));
    }
}
