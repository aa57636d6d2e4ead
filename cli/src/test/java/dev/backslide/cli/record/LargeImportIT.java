package dev.backslide.cli.record;

import dev.backslide.cli.ChildJvm;
import dev.backslide.cli.pipeline.DataFolder;
import dev.backslide.cli.pipeline.LocalPipeline;
import dev.backslide.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** A file of results that is larger than the heap of the command. */
class LargeImportIT {

    private static final int RESULTS = 2_500;
    private static final int SAMPLES = 5_000;

    @TempDir
    Path folder;

    @Test
    void fileLargerThanTheHeap_isRecordedWhole_andOneCutOff_isRefused() throws IOException, InterruptedException {
        Path file = folder.resolve("results.json");
        write(file);
        assertThat(Files.size(file)).isGreaterThan(200_000_000);
        Configuration configuration = Configuration.builder().workingDir(folder).build();
        try (DataFolder data = DataFolder.take(folder.resolve("data"));
                LocalPipeline pipeline = LocalPipeline.start(data, 0, 0, configuration)) {
            assertThat(imported(pipeline))
                    .contains("recorded 2,500 measurements of 2,500 results in results.json")
                    .doesNotContain("OutOfMemory");

            Files.writeString(file, "[" + ImportJmhTest.result("ns/op", 1).replace("Sort", "Cut") + ",");
            assertThat(imported(pipeline)).contains("holds no JSON results of JMH", "cut off");
        }
    }

    private String imported(LocalPipeline pipeline) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Process command = new ProcessBuilder(ChildJvm.backslide(
                        "import", "jmh", "results.json", "--bootstrap-servers", pipeline.bootstrapServers()))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectErrorStream(true)
                .start();
        command.getOutputStream().close();
        command.waitFor();
        return Files.readString(out);
    }

    private static void write(Path file) throws IOException {
        String samples = "1234567.25390625,".repeat(SAMPLES - 1) + "1";
        try (Writer json = Files.newBufferedWriter(file)) {
            for (int i = 0; i < RESULTS; i++) {
                json.write((i == 0 ? "[" : ",")
                        + ImportJmhTest.result("ns/op", 1_000 + i)
                                .replace("Sort", "Sort" + i)
                                .replace("[[" + (1_000 + i) + ".0]]", "[[" + samples + "]]"));
            }
            json.write("]");
        }
    }
}
