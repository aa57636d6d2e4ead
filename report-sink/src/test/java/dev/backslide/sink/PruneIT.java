package dev.backslide.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.AlertState;
import dev.backslide.core.Severity;
import dev.backslide.sink.settings.RetentionSettings;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.sink.store.Store;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Old measurements are dropped by the thread that writes, while it writes. */
@ExtendWith(BrokerExtension.class)
class PruneIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Publisher publisher;
    private Sink sink;

    @BeforeEach
    void start(TestBroker broker) {
        publisher = new Publisher(broker);
        publisher.measurements("my_model", "speed", "tokens/sec", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        publisher.measurements("my_model", "memory", "MB", 1, 2, 3);
        publisher.alert(Publisher.alert("old", 1, AlertState.RESOLVED, Severity.WARNING, "speed"));
        sink = Sink.start(SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder));
        SinkIT.awaitCaughtUp(sink);
    }

    @AfterEach
    void stop() {
        sink.close();
        publisher.close();
    }

    @Test
    void keep_dropsTheOldestOfEachSeries_onceTheyWereCounted() throws Exception {
        assertThat(dropped("{\"keep\": 4, \"dry_run\": true}")).isEqualTo(6);
        assertThat(measurements()).isEqualTo(13);

        assertThat(dropped("{\"keep\": 4}")).isEqualTo(6);

        assertThat(measurements()).isEqualTo(7);
        JsonNode history = get("/api/v1/history?key=my_model:speed").path("history");
        assertThat(history.findValuesAsText("value")).containsExactly("7.0", "8.0", "9.0", "10.0");
        assertThat(get("/api/v1/alerts").path("total").asInt()).isEqualTo(1);
        assertThat(dropped("{\"keep\": 4}")).isZero();
    }

    @Test
    void notBefore_dropsWhatIsOlder_andSeriesThatAreLeftEmpty_whichMayComeBack() throws Exception {
        String time = Publisher.START.plus(Duration.ofMinutes(5)).toString();

        assertThat(dropped("{\"not_before\": \"" + time + "\", \"dry_run\": true}"))
                .isEqualTo(8);
        assertThat(dropped("{\"not_before\": \"" + time + "\"}")).isEqualTo(8);

        assertThat(get("/api/v1/series").path("series").findValuesAsText("key")).containsExactly("my_model:speed");
        publisher.metric(Publisher.measurement("my_model", "memory", "MB", 4, 9).build());
        publisher.flush();
        SinkIT.awaitCaughtUp(sink);
        assertThat(get("/api/v1/history?key=my_model:memory").path("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void retention_dropsWhatIsBeyondIt_fromTheStart(TestBroker broker) {
        sink.close();

        sink = Sink.start(SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder)
                .withRetention(new RetentionSettings(2, null)));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(measurements()).isEqualTo(4));
    }

    @Test
    void retention_byAge_leavesWhatIsYoungEnough(TestBroker broker) {
        sink.close();
        SinkSettings settings = SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder)
                .withRetention(new RetentionSettings(null, Duration.ofMinutes(15)));
        Clock clock = Clock.fixed(Publisher.START.plus(Duration.ofMinutes(20)), ZoneOffset.UTC);

        sink = Sink.start(
                settings,
                Store.open(settings.storeFolder(), settings.notifications(), settings.retention(), clock),
                clock);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(measurements()).isEqualTo(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|keep and not_before were missing",
                "{\"keep\": 0}|keep was 0 but it must be a whole number of at least 1",
                "{\"keep\": \"all\"}|keep was \"all\" but it must be a whole number",
                "{\"not_before\": \"yesterday\"}|not_before was \"yesterday\" but it must be a time",
                "{\"not_before\": \"-999999-01-01T00:00:00Z\"}|not_before was \"-999999-01-01T00:00:00Z\" but it must be a time",
                "[1]|the body was no JSON object",
                "nonsense|the body was no JSON object"
            })
    void wrongRequest_isAnsweredWithOneSentence_andDropsNothing(String body, String sentence) throws Exception {
        HttpResponse<String> response = post(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).path("error").asText()).contains(sentence);
        assertThat(measurements()).isEqualTo(13);
    }

    private long dropped(String body) throws Exception {
        HttpResponse<String> response = post(body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body()).path("measurements").asLong();
    }

    private long measurements() throws Exception {
        return get("/api/v1/status").at("/rows/measurements").asLong();
    }

    private HttpResponse<String> post(String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(uri("/api/v1/prune"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(
                CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + sink.httpPort() + path);
    }
}
