package dev.backslide.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.MetricEvent;
import dev.backslide.detector.Detector;
import dev.backslide.detector.DetectorSettings;
import dev.backslide.e2e.BackslideProcess.Finished;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicCreator;
import dev.backslide.schemas.TopicSettings;
import dev.backslide.sdk.MetricPublisher;
import dev.backslide.sdk.PublisherSettings;
import dev.backslide.sdk.VerdictOutcome.Received;
import dev.backslide.sink.Sink;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code backslide ci} through Kafka: a real broker, detector and sink, and the measuring command in a process of its own. */
@ExtendWith(BrokerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CiGateIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Static, since it must be there before the pipeline starts. */
    @TempDir
    static Path shared = Path.of("");

    private Path folder = Path.of("");
    private String servers = "";
    private String prefix = "";
    private final HttpClient http = HttpClient.newHttpClient();
    private Detector detector;
    private Sink sink;
    private MetricPublisher publisher;

    @BeforeAll
    void startThePipeline(TestBroker broker) throws InterruptedException {
        servers = broker.bootstrapServers();
        prefix = broker.uniquePrefix();
        TopicSettings topics = TopicSettings.DEFAULT.withPrefix(prefix);
        detector = Detector.start(DetectorSettings.of(servers, topics, shared.resolve("streams")));
        assertThat(detector.awaitRunning(PATIENCE)).isTrue();
        sink = Sink.start(
                SinkSettings.of(servers, topics, shared.resolve("store")).withHttp("127.0.0.1", 0));
        publisher = MetricPublisher.start(
                PublisherSettings.builder(servers).topics(topics).build());
    }

    @AfterAll
    void stopThePipeline() {
        publisher.close();
        sink.close();
        detector.close();
    }

    @BeforeEach
    void configure(@TempDir Path fresh) throws IOException {
        folder = fresh;
        configure(prefix);
    }

    @Test
    void producer_thatAskedForNoVerdict_isJudged_andCountedOnce() throws Exception {
        history("api:steady", 100, 100, 100);

        Finished run = ci(List.of(), "api:steady", "101");

        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(measurements()).hasSize(1);
        assertThat(measurements().get(0).path("verdict").asText()).isEqualTo("PASS");
        assertThat(measurements().get(0).path("baseline").asDouble()).isEqualTo(100);
        assertThat(folder.resolve("performance_reports/performance_report.md")).exists();
        assertThat(storedBeforeNext("api:steady")).isEqualTo(4);
    }

    @Test
    void regression_exitsTwo_unlessTheSeverityIsHigher() throws Exception {
        history("api:slower", 100, 100, 100);
        Finished warning = ci(List.of("--severity", "critical"), "api:slower", "108");

        history("api:slower2", 100, 100, 100);
        Finished failing = ci(List.of("--severity", "warning"), "api:slower2", "108");

        assertThat(warning.code()).as(warning.out() + warning.err()).isZero();
        assertThat(warning.out()).contains("worse, but not failing this gate: api:slower");
        assertThat(failing.code()).as(failing.out() + failing.err()).isEqualTo(2);
        assertThat(failing.out()).contains("REGRESSION (warning)  api:slower2");
    }

    @Test
    void threshold_ofTheCommandLine_outranksTheDetectors() throws Exception {
        history("api:strict", 100, 100, 100);

        Finished run = ci(List.of("--threshold", "3"), "api:strict", "104");

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(measurements().get(0).path("threshold_percent").asDouble()).isEqualTo(3);
        assertThat(storedBeforeNext("api:strict")).isEqualTo(4);
    }

    @Test
    void alert_raisedByTheRun_isARegression_thoughNoVerdictSaysSo() throws Exception {
        Random noise = new Random(7);
        double[] steady = DoubleStream.generate(() -> 100 + noise.nextGaussian())
                .limit(60)
                .toArray();
        history("api:drift", steady);
        String[] shifted = DoubleStream.generate(() -> 109 + noise.nextGaussian())
                .limit(16)
                .mapToObj(Double::toString)
                .toArray(String[]::new);

        Finished run = ci(List.of(), "api:drift", shifted);

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(measurements()).hasSize(16);
        assertThat(measurements().stream()
                        .filter(row -> row.path("verdict").asText().equals("REGRESSION")))
                .hasSize(16)
                .allSatisfy(row -> assertThat(row.path("alert_id").asText()).isNotEmpty());
    }

    @Test
    void expectedMetric_missing_exitsFour() throws Exception {
        history("api:there", 100, 100, 100);
        Files.writeString(folder.resolve("expected.txt"), "api:there\napi:gone\n");

        Finished run = ci(List.of("--expect", "expected.txt"), "api:there", "100");

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(4);
        assertThat(run.out()).contains("an expected metric was not measured: api:gone");
    }

    @Test
    void recordCommand_withARunOfItsOwn_landsInTheGateAllTheSame() throws Exception {
        history("shop:checkout", 182, 182, 182);
        List<String> command = new ArrayList<>(List.of("ci", "--tracker", "kafka", "--"));
        command.addAll(java("dev.backslide.cli.Main"));
        command.addAll(List.of("record", "--model", "shop", "--name", "checkout", "--unit", "ms"));
        command.addAll(List.of("--category", "time", "--value", "240", "--run-id", "mine"));

        Finished run = BackslideProcess.run(folder, command.toArray(String[]::new));

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(run.out()).startsWith("recorded shop:checkout = 240 ms");
        assertThat(measurements()).hasSize(1);
    }

    @Test
    void detector_notThere_exitsFour() throws Exception {
        String silent = prefix + "-silent";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            TopicCreator.create(admin, TopicCatalogue.of(TopicSettings.DEFAULT.withPrefix(silent), Map.of()), PATIENCE);
        }
        configure(silent);

        Finished run = BackslideProcess.run(folder, gate(List.of("--timeout", "10s"), silent, "api:lost", "100"));

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(4);
        assertThat(run.out())
                .contains("NO ANSWER")
                .contains("without a verdict: api:lost")
                .contains("is a detector running");
    }

    private void configure(String topicPrefix) throws IOException {
        Files.writeString(
                folder.resolve("performance_regression_config.ini"),
                "[kafka]\nbootstrap_servers = " + servers + "\ntopic_prefix = " + topicPrefix
                        + "\n[sink]\nurl = http://127.0.0.1:" + sink.httpPort() + "\n");
    }

    /** Measurements of earlier runs, judged. */
    private void history(String key, double... values) {
        String[] parts = key.split(":", 2);
        List<MetricEvent> events = new ArrayList<>();
        Instant start = Instant.now().minus(Duration.ofDays(values.length));
        for (int i = 0; i < values.length; i++) {
            events.add(MetricEvent.builder(parts[0], parts[1], values[i], "ms")
                    .category("time")
                    .timestamp(start.plus(Duration.ofDays(i)))
                    .build());
        }
        assertThat(publisher.recordAndAwaitAll(events, PATIENCE)).allMatch(Received.class::isInstance);
    }

    private Finished ci(List<String> options, String key, String... values) throws InterruptedException {
        return BackslideProcess.run(folder, gate(options, prefix, key, values));
    }

    private static String[] gate(List<String> options, String topicPrefix, String key, String... values) {
        List<String> command = new ArrayList<>(List.of("ci", "--tracker", "kafka"));
        command.addAll(options);
        command.add("--");
        command.addAll(java(ForeignProducer.class.getName()));
        command.add(topicPrefix);
        command.add(key);
        command.addAll(List.of(values));
        return command.toArray(String[]::new);
    }

    private static List<String> java(String main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main);
    }

    private List<JsonNode> measurements() throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        new ObjectMapper()
                .readTree(folder.resolve("performance_reports/ci_results.json").toFile())
                .path("measurements")
                .forEach(rows::add);
        return rows;
    }

    /**
     * How many measurements the store has of a series, once it has one more: what stands before that on the topic has been
     * stored, and asking twice about one must not have made it two.
     */
    private int storedBeforeNext(String key) {
        history(key, 99);
        URI uri = URI.create("http://127.0.0.1:" + sink.httpPort() + "/api/v1/history?key=" + key);
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        JsonNode stored = await().atMost(PATIENCE)
                .until(
                        () -> new ObjectMapper()
                                .readTree(http.send(request, BodyHandlers.ofString())
                                        .body())
                                .path("history"),
                        history -> history.findValuesAsText("value").contains("99.0"));
        return stored.size() - 1;
    }
}
