package dev.backslide.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.AlertState;
import dev.backslide.core.Severity;
import dev.backslide.sink.settings.NotificationSettings;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The sink's metrics and the examples of docs/monitoring.md, as a real Prometheus sees them. */
@ExtendWith(BrokerExtension.class)
class PrometheusIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String HOSTILE = "say \"hi\"\\\n{le=\"ü\"}";

    @TempDir
    Path folder;

    private final Publisher publisher;
    private final TestBroker broker;
    private Sink sink;

    PrometheusIT(TestBroker broker) {
        this.broker = broker;
        this.publisher = new Publisher(broker);
    }

    @BeforeEach
    void publish() {
        assumeTrue(
                Program.find("prometheus").isPresent()
                        && Program.find("promtool").isPresent(),
                "no Prometheus: put prometheus and promtool on the path to have the metrics scraped by it");
        publisher.measurements("m", "n", "ms", 1, 2, 3);
        publisher.raw("m:n", new byte[] {1});
        publisher.alert(Publisher.alert("a", 1, AlertState.OPEN, Severity.CRITICAL, HOSTILE));
        publisher.alert(Publisher.alert("b", 1, AlertState.ACKNOWLEDGED, Severity.WARNING, "n"));
        publisher.alert(Publisher.alert("c", 1, AlertState.RESOLVED, Severity.WARNING, "n"));
        sink = Sink.start(SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder.resolve("store"))
                .withNotifications(
                        NotificationSettings.NONE.withReceivers(URI.create("http://127.0.0.1:1/hook"), null)));
        SinkIT.awaitCaughtUp(sink);
    }

    @AfterEach
    void close() {
        if (sink != null) {
            sink.close();
        }
        publisher.close();
    }

    @Test
    void scraped_everyMetricHasItsValue_andTheRulesOfThePageFire() throws Exception {
        int port = Program.freePort();
        URI prometheus = URI.create("http://127.0.0.1:" + port);
        List<String> command = List.of(
                "prometheus",
                "--config.file=" + config(),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port);
        try (Program program =
                Program.start(command, prometheus.resolve("/-/ready"), folder.resolve("prometheus.log"))) {
            String firing = "ALERTS{alertname=PerformanceRegression, alertstate=firing, metric=" + HOSTILE
                    + ", model=my_model, severity=critical} 1";
            eventually(() -> assertThat(query(prometheus, "up")).containsExactly("up{} 1"));
            eventually(() -> assertThat(query(prometheus, "{__name__=~\"backslide_.+\"}"))
                    .contains(expected()));
            eventually(() -> assertThat(query(prometheus, "ALERTS")).containsExactly(firing));

            sink.close();
            eventually(() -> assertThat(query(prometheus, "ALERTS{alertname=\"BackslideBehind\"}"))
                    .containsExactly("ALERTS{alertname=BackslideBehind, alertstate=pending} 1"));
        }
    }

    @Test
    void olderText_passesPromtool() throws Exception {
        Path text = Files.writeString(
                folder.resolve("metrics.txt"),
                MetricsIT.scrape(sink, "text/plain").body());

        assertThat(run(text, "promtool", "check", "metrics")).isEmpty();
    }

    @Test
    void examples_ofThePage_passPromtool() throws Exception {
        assertThat(run(config(), "promtool", "check", "config", config().toString()))
                .contains("SUCCESS: 2 rules found")
                .doesNotContain("FAILED");
    }

    private String[] expected() {
        String metrics = "{topic=" + publisher.settings().prefix() + ".metrics}";
        return new String[] {
            "backslide_alerts{metric=" + HOSTILE + ", model=my_model, severity=critical, state=open} 1",
            "backslide_alerts{metric=n, model=my_model, severity=warning, state=acknowledged} 1",
            "backslide_alerts_ended{severity=warning, state=resolved} 1",
            "backslide_series{} 1",
            "backslide_records_consumed_total" + metrics + " 4",
            "backslide_records_unreadable_total{} 1",
            "backslide_lag_records" + metrics + " 0",
            "backslide_sink_healthy{} 1",
            "backslide_notifications_pending{receiver=webhook} 0",
            "backslide_notifications_sent_total{receiver=webhook} 0",
            "backslide_notification_attempts_failed_total{receiver=webhook} 0",
            "backslide_notifications_dropped_total{receiver=webhook} 0"
        };
    }

    /** The page's configuration for this sink, with its rules; all times are a second. */
    private Path config() throws IOException {
        Files.writeString(folder.resolve("rules.yml"), MonitoringPage.yaml("groups:"));
        return Files.writeString(
                folder.resolve("prometheus.yml"),
                "global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}\nrule_files: [rules.yml]\n"
                        + MonitoringPage.yaml("scrape_configs:")
                                .replace("127.0.0.1:8642", "127.0.0.1:" + sink.httpPort()));
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(TIMEOUT).ignoreExceptions().untilAsserted(assertion);
    }

    /** Names, labels and values; without the labels that Prometheus adds to what it scrapes. */
    private static List<String> query(URI prometheus, String expression) throws IOException, InterruptedException {
        JsonNode answer = JSON.readTree(Program.get(
                prometheus.resolve("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))));
        List<String> samples = new ArrayList<>();
        for (JsonNode sample : answer.at("/data/result")) {
            Map<String, String> labels = new TreeMap<>();
            sample.path("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            String name = labels.remove("__name__");
            labels.keySet().removeAll(List.of("instance", "job"));
            samples.add(name + labels + " " + sample.at("/value/1").asText());
        }
        return samples;
    }

    /** What it prints, given a file to read. */
    private String run(Path input, String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("promtool.log");
        Process process = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
            return Files.readString(output);
        } finally {
            process.destroyForcibly();
        }
    }
}
