package dev.backslide.cli;

import ch.qos.logback.classic.Level;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.log.OpenLog;
import dev.backslide.cli.pipeline.DataFolder;
import dev.backslide.cli.pipeline.LocalPipeline;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.LogConsole;
import dev.backslide.configuration.Setting;
import dev.backslide.testkit.TestRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A secret in each setting, and in what is said of measurements: none of them is shown, logged or stored. */
class PlantedSecretsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Of two receivers, in the answer of {@code /health}. */
    private static final Pattern UNREACHABLE_TWICE = Pattern.compile("(?s)cannot be reached.*cannot be reached");

    /** Those that ask neither broker nor sink, or run until they are stopped. */
    private static final Set<String> ALONE = Set.of("demo", "up", "test", "backtest");

    private static final List<String> ASKING = List.of(
            "config",
            "config --json",
            "record --model m --name n --value 1 --unit ms",
            "import jmh results.json",
            "replay rows.csv --unit ms",
            "ci -- true",
            "alerts",
            "ack 6f0c",
            "snooze 6f0c --for 2d",
            "expect 6f0c",
            "reset-alerts",
            "baseline list",
            "stats m:n",
            "history m:n",
            "explain m:n",
            "report",
            "export",
            "prune --keep 10",
            "backup backup.zip",
            "restore backup.zip");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void commands_allButThoseAlone_areTried() {
        Set<String> tried = ASKING.stream().map(line -> line.split(" ", -1)[0]).collect(Collectors.toSet());
        tried.addAll(ALONE);

        assertThat(tried).containsExactlyInAnyOrderElementsOf(CommandTreeTest.commands());
    }

    @ParameterizedTest
    @CsvSource({
        "security.protocol = SASL_PLAINTEXT, false",
        "security.protocol = SASL_SSL, true",
        "security.protocol = SSL, false",
        "security.protocol = SASL_PLAINTEXT, true"
    })
    void command_thatReachesNobody_showsNoSecret(String security, boolean inVariables) throws IOException {
        PlantedSecrets planted = new PlantedSecrets(inVariables);
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            planted.writeConfiguration(
                    folder,
                    "1",
                    security + "\nsasl.mechanism = PLAIN\nbroker_timeout = 1s\n" + "bootstrap_servers = 127.0.0.1:"
                            + silent.getLocalPort() + "\n");
            writeMeasurements(planted);
            for (String line : ASKING) {
                for (String debug : List.of("", " --debug")) {
                    String[] arguments = withDebug(line, debug);
                    Run run = Run.in(folder, planted.variables(), arguments);
                    planted.assertHiddenIn(String.join(" ", arguments), run.out() + run.err());
                    assertThat(run.code() == ExitCode.OK)
                            .as(line + ": " + run.err())
                            .isEqualTo(line.startsWith("config"));
                }
            }
        }
    }

    @Test
    void pipelineAndFolder_ofMeasurementsWithSecrets_keepAndShowNone() throws Exception {
        PlantedSecrets planted = new PlantedSecrets(true);
        try (TestRegistry registry = new TestRegistry()) {
            String port = registry.url().substring(registry.url().lastIndexOf(':') + 1);
            planted.writeConfiguration(folder, port, "sasl.mechanism = PLAIN\n");
            writeMeasurements(planted);
            Configuration configuration = Configuration.builder()
                    .workingDir(folder)
                    .variables(planted.variables())
                    .set(Setting.MAX_AGE, Duration.ofDays(3_650))
                    .build();
            Path kept = Files.createDirectory(folder.resolve("kept"));
            try (DataFolder data = DataFolder.take(kept.resolve("data"));
                    OpenLog log = OpenLog.to(data.logFile(), LogConsole.OFF)) {
                data.keep();
                log.level("dev.backslide", Level.DEBUG);
                try (LocalPipeline pipeline = LocalPipeline.start(data, 0, 0, configuration)) {
                    record(planted, "--bootstrap-servers", pipeline.bootstrapServers(), "--wait", "120s");
                    await().atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(get(planted, pipeline, "/health"))
                                    .containsPattern(UNREACHABLE_TWICE));
                    for (String path : List.of("/health", "/metrics", "/api/v1/alerts", "/api/v1/report.html")) {
                        get(planted, pipeline, path);
                    }
                    show(planted, "--sink-url", pipeline.sinkUrl());
                    backUp(
                            planted,
                            "--sink-url",
                            pipeline.sinkUrl(),
                            "--bootstrap-servers",
                            pipeline.bootstrapServers());
                } finally {
                    planted.assertHiddenBelow(kept);
                }
                assertThat(data.logFile()).content().contains("webhook");
            }
            record(planted, "--local", "--storage-dir", "kept/history");
            show(planted, "--local", "kept/history");
            backUp(planted, "--local", "kept/history");
            planted.assertHiddenBelow(kept);
        }
    }

    private void writeMeasurements(PlantedSecrets planted) throws IOException {
        Files.writeString(
                folder.resolve("rows.csv"),
                "timestamp,model_name,name,value,unit,api_token,database\n2026-05-04T00:00:00Z,shop,rows,1,ms,"
                        + planted.secret("api_token of a CSV") + ",db://me:" + planted.secret("log-in in a CSV")
                        + "@host/x\n");
        Files.writeString(
                folder.resolve("results.json"),
                "[{\"benchmark\": \"b\", \"mode\": \"avgt\", \"jvmArgs\": [\"-Ddb.password="
                        + planted.secret("JVM argument") + "\"], \"params\": {\"db\": \"db://me:"
                        + planted.secret("JMH parameter") + "@host/x\"}, \"primaryMetric\": {\"score\": 1.9,"
                        + " \"scoreUnit\": \"us/op\", \"rawData\": [[1.9]]}}]");
    }

    private void record(PlantedSecrets planted, String... place) {
        for (String value : List.of("100", "150")) {
            run(
                    planted,
                    place,
                    "record --model shop --name checkout --unit ms --value " + value + " --metadata api_token="
                            + planted.secret("metadata") + " --metadata db=db://me:"
                            + planted.secret("log-in in metadata") + "@host/x --build-url https://me:"
                            + planted.secret("log-in of the build") + "@example.org/1");
        }
        run(planted, place, "import jmh results.json --model shop --timestamp 2026-05-04T00:00:00Z");
        if (!place[0].equals("--local")) {
            run(planted, place, "replay rows.csv");
        }
    }

    private void show(PlantedSecrets planted, String... place) {
        for (String line : List.of(
                "history shop:checkout --json",
                "explain shop:checkout --json",
                "alerts",
                "report --format html --out kept/reports",
                "report --format md --out kept/reports",
                "export --out kept/" + place[0].substring(2))) {
            assertThat(run(planted, place, line)).as(line).isEqualTo(ExitCode.OK);
        }
    }

    private void backUp(PlantedSecrets planted, String... place) {
        String line = "backup kept/" + place[0].substring(2) + ".zip";
        assertThat(run(planted, place, line)).as(line).isEqualTo(ExitCode.OK);
    }

    private int run(PlantedSecrets planted, String[] place, String line) {
        List<String> arguments = new ArrayList<>(Arrays.asList(line.split(" ", -1)));
        arguments.addAll(Arrays.asList(place));
        Run run = Run.in(folder, planted.variables(), arguments.toArray(String[]::new));
        planted.assertHiddenIn(line, run.out() + run.err());
        assertThat(run.code()).as(line + ": " + run.err()).isNotEqualTo(ExitCode.FAILED);
        return run.code();
    }

    private static String[] withDebug(String line, String debug) {
        return line.startsWith("ci ")
                ? line.replace("ci ", "ci" + debug + " ").split(" ", -1)
                : (line + debug).split(" ", -1);
    }

    private static String get(PlantedSecrets planted, LocalPipeline pipeline, String path)
            throws IOException, InterruptedException {
        String body = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(pipeline.sinkUrl() + path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        planted.assertHiddenIn(path, body);
        return body;
    }
}
