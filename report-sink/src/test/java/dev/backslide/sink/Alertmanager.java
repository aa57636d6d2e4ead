package dev.backslide.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A real Alertmanager on a port of its own, with the route of docs/monitoring.md; not started when made. It forgets what it is
 * not told again after a second, unless it was told for how long. Not thread-safe.
 */
public final class Alertmanager implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path executable;
    private final Path storage;
    private final Path config;
    private final int port;
    private @Nullable Program program;

    /** @param onCall webhook of the documented route's receiver */
    public Alertmanager(Path executable, Path folder, URI onCall) throws IOException {
        this.executable = executable;
        this.storage = folder.resolve("storage");
        this.port = Program.freePort();
        String root = "route:\n  receiver: nobody\n  group_by: ['...']\n  group_wait: 0s\n  group_interval: 1s\n";
        this.config = Files.writeString(
                folder.resolve("alertmanager.yml"),
                MonitoringPage.yaml("route:").replaceFirst("route:\n", root)
                        + "receivers:\n  - name: nobody\n  - name: on-call\n    webhook_configs: [{url: '" + onCall
                        + "'}]\n"
                        + "global: {resolve_timeout: 1s}\n");
    }

    /** The program of this machine; empty where there is none on the path. */
    public static Optional<Path> find() {
        return Program.find("prometheus-alertmanager", "alertmanager");
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public void start() throws IOException {
        program = Program.start(
                List.of(
                        executable.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + storage,
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address="),
                url().resolve("/-/ready"),
                config.resolveSibling("alertmanager.log"));
    }

    /** Stops it and empties its storage. */
    public void stop() throws IOException {
        close();
        try (Stream<Path> files = Files.walk(storage)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What stands in its view: our ids with severities. */
    public List<String> standing() throws IOException, InterruptedException {
        return alerts().map(Alertmanager::name).toList();
    }

    /** @param name as in {@link #standing()} */
    public JsonNode alert(String name) throws IOException, InterruptedException {
        return alerts().filter(alert -> name(alert).equals(name)).findFirst().orElseThrow();
    }

    private Stream<JsonNode> alerts() throws IOException, InterruptedException {
        JsonNode alerts = JSON.readTree(Program.get(url().resolve("/api/v2/alerts")));
        return StreamSupport.stream(alerts.spliterator(), false);
    }

    private static String name(JsonNode alert) {
        return alert.at("/annotations/alert_id").asText() + " "
                + alert.at("/labels/severity").asText();
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
            program = null;
        }
    }
}
