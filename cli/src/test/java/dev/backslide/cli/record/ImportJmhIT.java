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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The import of JMH's results through broker, detector and sink. */
class ImportJmhIT {

    @Test
    void results_imported_areJudgedAndStoredOnce(@TempDir Path folder) throws IOException {
        Configuration configuration = Configuration.builder().workingDir(folder).build();
        try (DataFolder data = DataFolder.take(folder.resolve("data"));
                LocalPipeline pipeline = LocalPipeline.start(data, 0, 0, configuration)) {
            write(folder, 1, 100);
            assertThat(run(folder, pipeline, "--wait").code()).isEqualTo(ExitCode.OK);
            write(folder, 2, 200);
            assertThat(run(folder, pipeline, "--wait").code()).isEqualTo(ExitCode.REGRESSION);
            Run again = run(folder, pipeline);
            assertThat(again.code()).isEqualTo(ExitCode.OK);
            assertThat(again.out()).contains("recorded 1 measurement of 1 result in results.json");

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(pipeline.sink().progress().lag()).isZero());
            Run history = Run.in(
                    folder,
                    "history",
                    "shop:com.example.Sort.sort(size=10)[avgt]",
                    "--json",
                    "--sink-url",
                    pipeline.sinkUrl());
            assertThat(history.out().split("\"value\"", -1)).hasSize(3);
        }
    }

    @Test
    void benchmark_recordedWithoutItsMode_keepsThatName_asTheSinkInUseKnowsIt(@TempDir Path folder) throws IOException {
        Configuration configuration = Configuration.builder().workingDir(folder).build();
        String name = "com.example.Sort.sort(size=10)";
        try (DataFolder data = DataFolder.take(folder.resolve("data"));
                LocalPipeline pipeline = LocalPipeline.start(data, 0, 0, configuration)) {
            Run old = Run.in(
                    folder,
                    "record",
                    "--model",
                    "shop",
                    "--name",
                    name,
                    "--value",
                    "100",
                    "--unit",
                    "ns/op",
                    "--category",
                    "time",
                    "--metadata",
                    "mode=avgt",
                    "--timestamp",
                    Run.NOW.minus(Duration.ofDays(40)).toString(),
                    "--wait",
                    "--bootstrap-servers",
                    pipeline.bootstrapServers());
            assertThat(old.code()).as(old.err()).isEqualTo(ExitCode.OK);
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(
                            () -> assertThat(Run.in(folder, "history", "shop:" + name, "--sink-url", pipeline.sinkUrl())
                                            .code())
                                    .isEqualTo(ExitCode.OK));

            write(folder, 1, 200);
            Run known = run(folder, pipeline, asked(pipeline.sinkUrl()), "--wait");
            assertThat(known.code()).as(known.err()).isEqualTo(ExitCode.REGRESSION);
            assertThat(known.out()).contains("shop:" + name + " ", "+100.0 %").doesNotContain("[avgt]");

            write(folder, 2, 200);
            Run unknown = run(folder, pipeline, asked("http://127.0.0.1:1"));
            assertThat(unknown.code()).as(unknown.err()).isEqualTo(ExitCode.OK);
            assertThat(unknown.err()).contains("under a name without the mode");
        }
    }

    private static Map<String, String> asked(String sinkUrl) {
        return Map.of("BACKSLIDE_SINK_URL", sinkUrl);
    }

    private static Run run(Path folder, LocalPipeline pipeline, String... options) {
        return run(folder, pipeline, Map.of(), options);
    }

    private static Run run(Path folder, LocalPipeline pipeline, Map<String, String> variables, String... options) {
        String[] args = new String[options.length + 7];
        String[] first = {
            "import", "jmh", "results.json", "--model", "shop", "--bootstrap-servers", pipeline.bootstrapServers()
        };
        System.arraycopy(first, 0, args, 0, first.length);
        System.arraycopy(options, 0, args, first.length, options.length);
        return Run.in(folder, variables, args);
    }

    private static void write(Path folder, int day, double score) throws IOException {
        Path file = folder.resolve("results.json");
        Files.writeString(file, "[" + ImportJmhTest.result("ns/op", score) + "]");
        Files.setLastModifiedTime(file, FileTime.from(Run.NOW.minus(Duration.ofDays(30 - day))));
    }
}
