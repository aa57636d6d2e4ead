package dev.backslide.e2e.docs;

import dev.backslide.cli.Main;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A folder in which the commands of the docs find what they name: {@code ./backslide}, the demo and its running pipeline, a local history
 * with open alerts, files of measurements, a benchmark. Not thread-safe.
 */
final class Workplace implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern ALERT_ID = Pattern.compile("\\b(?=[0-9a-f]*[0-9])[0-9a-f]{4,8}\\b");
    private static final Pattern OPEN = Pattern.compile("\"alert_id\"\\s*:\\s*\"([0-9a-f]{8})");

    private final Path folder;
    private final Map<String, String> variables;
    private final Process pipeline;
    private final String sink;

    private Workplace(Path folder, Map<String, String> variables, Process pipeline, String sink) {
        this.folder = folder;
        this.variables = variables;
        this.pipeline = pipeline;
        this.sink = sink;
    }

    /** How a command ended, and what it printed. */
    record Finished(int code, String output) {}

    static Workplace prepare(Path folder) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        script(
                folder.resolve("backslide"),
                "exec '" + java + "' -Xmx400m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '"
                        + System.getProperty("java.class.path") + "' " + Main.class.getName() + " \"$@\"");
        // What stands where a project has its build, and where it has its benchmark.
        script(
                folder.resolve("bin/mvn"),
                "exec '" + folder.resolve("backslide")
                        + "' record --model shop --name checkout --unit ms --category time --value 182");
        script(folder.resolve("bench.sh"), "echo 12.5");
        Files.createSymbolicLink(folder.resolve("core"), CodeBlock.ROOT.resolve("core"));
        Files.writeString(folder.resolve("history.csv"), history());
        Files.writeString(folder.resolve("results.json"), """
                [{"benchmark": "com.example.Decode.run", "mode": "avgt", "primaryMetric":
                  {"score": 12.5, "scoreError": 0.2, "scoreUnit": "us/op", "rawData": [[12.4, 12.5, 12.6]]},
                  "secondaryMetrics": {}}]
                """);
        localHistory(folder.resolve("performance_history"));
        Map<String, String> path = Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        Finished demo = run(folder, path, "./backslide demo");
        assertThat(demo.code()).as(demo.output()).isZero();
        Path out = folder.resolve("up.out");
        Process up = start(folder, path, "exec ./backslide up --data-dir .backslide/demo --port 0 --http-port 0", out);
        await().atMost(PATIENCE).until(() -> Files.readString(out).contains("In another terminal") || !up.isAlive());
        String announced = Files.readString(out);
        String sink = after(announced, "HTTP API");
        return new Workplace(
                folder,
                Map.of(
                        "PATH",
                        String.valueOf(path.get("PATH")),
                        "BACKSLIDE_BOOTSTRAP_SERVERS",
                        after(announced, "Kafka broker"),
                        "BACKSLIDE_SINK_URL",
                        sink),
                up,
                sink);
    }

    Path demoStore() {
        return folder.resolve(".backslide/demo/store/backslide.db");
    }

    /** Runs a line in a shell; the id of an alert stands for one that is open there. */
    Finished run(String line) throws IOException, InterruptedException {
        return run(folder, variables, ofOpenAlert(line));
    }

    /** A backup overwrites none, and several pages make the same. */
    void deleteArchives() throws IOException {
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, "*.zip")) {
            for (Path archive : archives) {
                Files.delete(archive);
            }
        }
    }

    private String ofOpenAlert(String line) throws IOException, InterruptedException {
        Matcher id = ALERT_ID.matcher(line);
        if (!line.matches(".* (ack|snooze|expect|--history) .*") || !id.find()) {
            return line;
        }
        return id.replaceFirst(
                line.contains("--local") ? openLocally() : inPipeline(line.contains("--history") ? "all" : "open"));
    }

    private String openLocally() {
        try (PerformanceRegressionTracker tracker = PerformanceRegressionTracker.builder()
                .local(folder.resolve("performance_history"))
                .build()) {
            return tracker.getAlerts().get(0).alertId().substring(0, 8);
        }
    }

    private String inPipeline(String state) throws IOException, InterruptedException {
        String answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(sink + "/api/v1/alerts?state=" + state))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher open = OPEN.matcher(answer);
        assertThat(open.find()).as(answer).isTrue();
        return open.group(1);
    }

    private static String history() {
        StringBuilder rows = new StringBuilder("timestamp,model_name,name,value,unit,category,commit\n");
        for (int hour = 0; hour < 200; hour++) {
            rows.append(Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(hour)))
                    .append(",shop,checkout,")
                    .append(180 + hour * 7 % 5)
                    .append(",ms,time,c")
                    .append(hour)
                    .append('\n');
        }
        return rows.toString();
    }

    /** Series that have regressed, each with its alert. */
    private static void localHistory(Path history) {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        try (PerformanceRegressionTracker tracker =
                PerformanceRegressionTracker.builder().local(history).build()) {
            for (String name : List.of("checkout", "search", "login")) {
                for (int day = 0; day < 2; day++) {
                    tracker.addMetric(MetricEvent.builder("shop", name, day == 0 ? 182 : 240, "ms")
                            .category("time")
                            .timestamp(start.plus(Duration.ofDays(day)))
                            .build());
                }
            }
            assertThat(tracker.getAlerts())
                    .extracting(RegressionAlert::metricName)
                    .hasSize(3);
        }
    }

    private static String after(String output, String label) {
        return output.lines()
                .filter(line -> line.contains(label))
                .map(line ->
                        line.substring(line.indexOf(label) + label.length()).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + label + "' in " + output));
    }

    private static Finished run(Path folder, Map<String, String> variables, String line)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "command-", ".out");
        Process process = start(folder, variables, line, out);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(line)
                .isTrue();
        return new Finished(process.exitValue(), Files.readString(out));
    }

    private static Process start(Path folder, Map<String, String> variables, String line, Path out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BACKSLIDE_"));
        builder.environment().putAll(variables);
        return builder.start();
    }

    private static void script(Path file, String line) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(pipeline.descendants().toList());
        all.add(pipeline.toHandle());
        all.stream().sorted(Comparator.comparing(ProcessHandle::pid)).forEach(ProcessHandle::destroy);
        if (!pipeline.waitFor(1, TimeUnit.MINUTES)) {
            pipeline.destroyForcibly();
        }
    }
}
