package dev.backslide.cli.record;

import dev.backslide.cli.Run;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.pipeline.DataFolder;
import dev.backslide.cli.pipeline.LocalPipeline;
import dev.backslide.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two results of one name in one run are named as a problem outside a gate, too: in files and through a real broker. */
class RunResultsIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void secondResultOfOneName_isNamedAndLeftOut_inFilesAndThroughKafka() throws IOException {
        assertOneResultPerRun(List.of("--local"));
        Configuration configuration = Configuration.builder().workingDir(folder).build();
        try (DataFolder data = DataFolder.take(folder.resolve("data"));
                LocalPipeline pipeline = LocalPipeline.start(data, 0, 0, configuration)) {
            assertOneResultPerRun(List.of("--bootstrap-servers", pipeline.bootstrapServers()));
        }
    }

    /** One event id is one measurement, whatever time it is given. */
    @Test
    void sameResults_atAnotherTime_keepTheirTime_andCountOnce() throws IOException {
        Configuration configuration = Configuration.builder().workingDir(folder).build();
        Files.writeString(folder.resolve("results.json"), "[" + ImportJmhTest.result("ns/op", 100) + "]");
        assertCountedOnce("http://127.0.0.1:1", List.of("--local"), List.of("--local", "performance_history"));
        try (DataFolder data = DataFolder.take(folder.resolve("data"));
                LocalPipeline pipeline = LocalPipeline.start(data, 0, 0, configuration)) {
            assertCountedOnce(
                    pipeline.sinkUrl(),
                    List.of("--wait", "2m", "--bootstrap-servers", pipeline.bootstrapServers()),
                    List.of("--sink-url", pipeline.sinkUrl()));
        }
    }

    private void assertCountedOnce(String sink, List<String> place, List<String> asked) {
        assertThat(imported("2026-05-01T00:00:00Z", sink, place).err()).isEmpty();

        Run again = imported("2026-05-02T00:00:00Z", sink, place);

        assertThat(again.code()).isEqualTo(ExitCode.OK);
        assertThat(again.errLines())
                .containsExactly(
                        "backslide: 1 measurement was recorded before, with another time; it keeps that time, and"
                                + " nothing is counted twice");
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            Run history = Run.in(
                    folder,
                    with(List.of("history", "jmh:com.example.Sort.sort(size=10)[avgt]", "--json"), asked, List.of()));
            assertThat(history.out().split("\"value\"", -1)).as(history.err()).hasSize(2);
        });
    }

    private Run imported(String time, String sink, List<String> place) {
        return Run.in(
                folder,
                Map.of("BACKSLIDE_RUN_ID", "job-1", "BACKSLIDE_SINK_URL", sink),
                with(List.of("import", "jmh", "results.json", "--timestamp", time), place, List.of()));
    }

    private void assertOneResultPerRun(List<String> place) {
        assertThat(record("job-1", "206", "first", place).code()).isEqualTo(ExitCode.OK);
        assertThat(record("job-1", "206", "first", place).code())
                .as("the same once more")
                .isEqualTo(ExitCode.OK);

        Run second = record("job-1", "0.053", "second", place);
        assertThat(second.code()).isEqualTo(ExitCode.FAILED);
        assertThat(second.errLines())
                .singleElement()
                .asString()
                .contains(
                        "'b:map' has a result in this run already, 206 us",
                        "give 0.053 us another name, or another model name");

        assertThat(record("job-2", "217", "third", place).code()).isEqualTo(ExitCode.OK);
    }

    private Run record(String run, String value, String id, List<String> place) {
        List<String> args = List.of(
                "record", "--model", "b", "--name", "map", "--unit", "us", "--category", "time", "--event-id", id);
        return Run.in(folder, Map.of("BACKSLIDE_RUN_ID", run), with(args, List.of("--value", value), place));
    }

    private static String[] with(List<String> command, List<String> value, List<String> place) {
        return Stream.of(command, value, place).flatMap(List::stream).toArray(String[]::new);
    }
}
