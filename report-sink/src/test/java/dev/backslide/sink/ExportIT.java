package dev.backslide.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.AlertState;
import dev.backslide.core.Direction;
import dev.backslide.core.Severity;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The report and the exports, word for word. */
@ExtendWith(BrokerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Publisher publisher;
    private final Sink sink;

    ExportIT(TestBroker broker, @TempDir Path folder) {
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
    void report_asMarkdown_hasTheSpecificationsShape() throws Exception {
        assertThat(get("/api/v1/report"))
                .startsWith("# Performance Report\n\nGenerated on: ")
                .contains("""
                        ## Summary

                        - Total metrics tracked: 3
                        - Unique metrics: 2
                        - Regression alerts: 2
                        - Critical alerts: 1

                        ## Recent Regression Alerts

                        - **CRITICAL**: Performance regression detected for my_model:inference_speed. Previous: 150.00tokens/sec, Current: 140.00tokens/sec, Change: -6.67%
                        - **WARNING**: Performance regression detected for my_model:inference_speed. Previous: 150.00tokens/sec, Current: 140.00tokens/sec, Change: -6.67% (resolved)

                        ## Metrics History
                        """)
                .endsWith("""
                        ### my_model:inference_speed
                        - Latest value: 140.00 tokens/sec
                        - Historical mean: 145.00 tokens/sec
                        - Historical stdev: 7.07 tokens/sec
                        - Min: 140.00, Max: 150.00
                        - Total measurements: 2
                        - History: █▁
                        """)
                .contains("Direction: unknown");
    }

    @Test
    void metricsCsv_hostileNames_areQuotedAndGuarded() throws Exception {
        assertThat(get("/api/v1/export/metrics.csv")).isEqualTo("""
                        Model Name,Metric Name,Value,Unit,Category,Timestamp,Date Time
                        '=cmd(),"p,q",1.5,widgets,performance,1697385600.0,2023-10-15T16:00:00
                        my_model,inference_speed,150.0,tokens/sec,performance,1697385600.0,2023-10-15T16:00:00
                        my_model,inference_speed,140.0,tokens/sec,performance,1697385660.0,2023-10-15T16:01:00
                        """);
    }

    @Test
    void historyJson_isTheSpecificationsText() throws Exception {
        assertThat(get("/api/v1/export/history.json")).endsWith("""
                          "my_model:inference_speed": [
                            {
                              "name": "inference_speed",
                              "value": 150.0,
                              "unit": "tokens/sec",
                              "timestamp": 1697385600.0,
                              "model_name": "my_model",
                              "category": "performance",
                              "metadata": {
                                "hardware": "RTX 3090",
                                "test_environment": "local"
                              }
                            },
                            {
                              "name": "inference_speed",
                              "value": 140.0,
                              "unit": "tokens/sec",
                              "timestamp": 1697385660.0,
                              "model_name": "my_model",
                              "category": "performance",
                              "metadata": {}
                            }
                          ]
                        }""");
    }

    @Test
    void alertsJson_isTheSpecificationsText() throws Exception {
        assertThat(get("/api/v1/export/alerts.json")).endsWith("""
                          {
                            "metric_name": "inference_speed",
                            "model_name": "my_model",
                            "previous_value": 150.0,
                            "current_value": 140.0,
                            "threshold_percentage": 5.0,
                            "severity": "warning",
                            "timestamp": 1697385602.0,
                            "message": "Performance regression detected for my_model:inference_speed. Previous: 150.00tokens/sec, Current: 140.00tokens/sec, Change: -6.67%"
                          }
                        ]""");
        assertThat(JSON.readTree(get("/api/v1/export/alerts.json")).size()).isEqualTo(2);
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
