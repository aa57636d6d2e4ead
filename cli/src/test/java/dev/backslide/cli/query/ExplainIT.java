package dev.backslide.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.cli.Run;
import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.output.Json;
import dev.backslide.cli.pipeline.DataFolder;
import dev.backslide.cli.pipeline.LocalPipeline;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Explains what a real pipeline has judged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainIT {

    private final Path folder;
    private final DataFolder data;
    private final LocalPipeline pipeline;

    ExplainIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        data = DataFolder.take(folder.resolve("data"));
        pipeline = LocalPipeline.start(data, 0, 0, new BackslideCommand(Run.context(folder, Map.of())).configuration());
    }

    @BeforeAll
    void publish() throws IOException {
        StringBuilder rows = new StringBuilder("series_id,index,value\n");
        for (int i = 0; i < 60; i++) {
            rows.append("shop:stepped,")
                    .append(i)
                    .append(',')
                    .append((i < 40 ? 100 : 150) + i % 3)
                    .append('\n');
            rows.append("shop:suspect,")
                    .append(i)
                    .append(',')
                    .append((i < 59 ? 100 : 150) + i % 3)
                    .append('\n');
        }
        rows.append("shop:first,0,1\n");
        Files.writeString(folder.resolve("rows.csv"), rows);
        Run replayed =
                run("replay", "rows.csv", "--unit", "ms", "--wait", "--bootstrap-servers", pipeline.bootstrapServers());
        assertThat(replayed.code()).as(replayed.err()).isZero();
        Run recorded = run(
                "record",
                "--model",
                "shop",
                "--name",
                "own",
                "--value",
                "1",
                "--direction",
                "higher",
                "--threshold",
                "12",
                "--wait",
                "--bootstrap-servers",
                pipeline.bootstrapServers());
        assertThat(recorded.code()).as(recorded.err()).isZero();
    }

    @AfterAll
    void close() throws IOException {
        pipeline.close();
        data.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop:stepped | critical, open since 2024-01-02T16:00:00Z",
                "shop:stepped | threshold  5 %, from the configuration",
                "shop:suspect | SUSPECT (critical)",
                "shop:suspect | more measurements like it",
                "shop:first | missing    one more measurement",
                "shop:own | threshold  12 %, from the measurement itself",
                "shop:own | missing    one more measurement",
            })
    void series_isExplainedInWords(String key, String expected) {
        Run run = run("explain", key, "--sink-url", pipeline.sinkUrl());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains(expected);
    }

    @Test
    void series_asJson_agreesWithTheSinksAlert() throws IOException {
        JsonNode explained = Json.parse(run("explain", "shop:stepped", "--json", "--sink-url", pipeline.sinkUrl())
                .out());
        JsonNode alerts = Json.parse(
                run("alerts", "--json", "--sink-url", pipeline.sinkUrl()).out());

        assertThat(explained.at("/open_alert/alert_id").asText())
                .isNotEmpty()
                .isEqualTo(alerts.at("/alerts/0/alert_id").asText());
        assertThat(explained.at("/level/measurements").asInt()).isEqualTo(19);
        // While its alert is open, a series is compared with the level before: 101, and the threshold of 5 %.
        assertThat(explained.at("/limit").asDouble()).isBetween(106.0, 106.1);
    }

    @Test
    void series_ofUnknownDirection_isNamedWhenItIsRecorded_withWhatToAdd() {
        String line = "record --model shop --name undirected --value 1 --bootstrap-servers ";

        assertThat(run((line + pipeline.bootstrapServers()).split(" ", -1)).errLines())
                .containsExactly(
                        "backslide: the direction of 1 metric is unknown (shop:undirected), so it is recorded and"
                                + " never judged; add --unit (ms, MB, requests/sec), --category (time, memory) or --direction");
    }

    @Test
    void series_mistyped_isAnsweredWithTheNearest() {
        Run run = run("explain", "shop:steped", "--sink-url", pipeline.sinkUrl());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines()).singleElement().asString().contains("nearest: shop:stepped");
    }

    private Run run(String... arguments) {
        return Run.in(folder, arguments);
    }
}
