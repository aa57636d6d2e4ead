package dev.backslide.cli;

import dev.backslide.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

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
