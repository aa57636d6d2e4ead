package dev.backslide.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.sink.store.Store;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(BrokerExtension.class)
class ResetAlertsIT {

    @TempDir
    Path folder;

    @Test
    void reset_ofMoreThanAPage_isOfAllThatStand(TestBroker broker) throws Exception {
        Store.open(folder).close();
        Sql.execute(
                folder,
                "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 10050)"
                        + " INSERT INTO alerts SELECT 'a' || n, 1, 'f', iif(n <= 10001, 'OPEN', 'RESOLVED'), 'WARNING', 1,"
                        + " 'm:n' || n, 'm', 'n' || n, 'ms', 'time', 'LOWER_IS_BETTER', 'previous', 1, 2, 100, 5, NULL, NULL,"
                        + " n, n, 'e', NULL, NULL, 'message', 'reason', 0, NULL, NULL, NULL, 'RAISED' FROM numbers");

        try (Publisher publisher = new Publisher(broker);
                Sink sink = Sink.start(SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder))) {
            JsonNode answer = reset(sink);

            assertThat(answer.at("/alerts").asInt()).isEqualTo(10_001);
            assertThat(answer.at("/command_ids")).hasSize(10_001).doesNotHaveDuplicates();
            assertThat(answer.at("/applied").asBoolean(true)).isFalse();
        }
    }

    private static JsonNode reset(Sink sink) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + sink.httpPort() + "/api/v1/alerts/reset"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"by\":\"somebody\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return new ObjectMapper().readTree(response.body());
    }
}
