package dev.backslide.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code backslide up} as people run it: in a process that is stopped, killed and started again. */
class UpIT {

    private static final int SIGTERM = 143;
    private static final int REGRESSION = 2;

    @TempDir
    Path folder;

    private String[] up = {};

    @BeforeEach
    void choosePorts() {
        up = new String[] {"up", "--port", "0", "--http-port", "0", "--data-dir", "data"};
    }

    @Test
    void recordedBeforeAKill_isTheHistoryAfterARestart() throws InterruptedException {
        try (BackslideProcess first = BackslideProcess.start(folder, up)) {
            assertThat(record(first, "100").code()).isZero();
            first.kill();
        }
        try (BackslideProcess second = BackslideProcess.start(folder, up)) {
            BackslideProcess.Finished recorded = record(second, "150");
            assertThat(recorded.code()).as(recorded.out() + recorded.err()).isEqualTo(REGRESSION);
            assertThat(recorded.out()).contains("REGRESSION (critical)  shop:checkout = 150 ms");

            String sink = second.announced("HTTP API");
            assertThat(BackslideProcess.run(folder, "history", "shop:checkout", "--sink-url", sink)
                            .out())
                    .contains(" 100 ", " 150 ");
            assertThat(BackslideProcess.run(folder, "alerts", "--sink-url", sink)
                            .out())
                    .contains("CRITICAL  shop:checkout");

            second.terminate();
            assertThat(second.exitCode()).isEqualTo(SIGTERM);
        }
    }

    @Test
    void up_inAContainer_writesNothingButJsonToStandardOutput() throws Exception {
        Files.writeString(folder.resolve("performance_regression_config.ini"), "[log]\nconsole = json\n");
        try (BackslideProcess container = BackslideProcess.start(folder, up)) {
            container.awaitOutput("Backslide is up");
            container.terminate();
            container.exitCode();

            List<JsonNode> lines = new ArrayList<>();
            for (String line : container.out().lines().toList()) {
                lines.add(new ObjectMapper().readTree(line));
            }
            assertThat(lines)
                    .allSatisfy(
                            line -> assertThat(line.path("@timestamp").asText()).isNotEmpty())
                    .anySatisfy(line -> {
                        assertThat(line.path("message").asText()).isEqualTo("Backslide is up");
                        assertThat(line.path("http_api").asText()).startsWith("http://127.0.0.1:");
                    });
            assertThat(folder.resolve("data/logs/backslide.log")).content().contains("Backslide is up {broker=");
        }
    }

    @Test
    void secondPipelineOnTheSameFolder_isRefusedInOneLine() throws InterruptedException {
        try (BackslideProcess first = BackslideProcess.start(folder, up)) {
            first.announced("Kafka broker");
            BackslideProcess.Finished second = BackslideProcess.run(folder, up);
            assertThat(second.code()).isEqualTo(1);
            assertThat(second.err().lines()).singleElement().asString().contains("is in use by another 'backslide up'");
        }
    }

    private BackslideProcess.Finished record(BackslideProcess pipeline, String value) throws InterruptedException {
        return BackslideProcess.run(
                folder,
                "record",
                "--model",
                "shop",
                "--name",
                "checkout",
                "--value",
                value,
                "--unit",
                "ms",
                "--wait",
                "60s",
                "--bootstrap-servers",
                pipeline.announced("Kafka broker"));
    }
}
