package dev.backslide.sdk.tracker;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class ResultsFileTest {

    @TempDir
    Path folder;

    @Test
    void line_ofAnInterruptedThread_isWritten_andTheThreadStaysInterrupted() throws IOException {
        Path file = folder.resolve("deep/results.jsonl");
        ResultsFile results = new ResultsFile(file);
        results.appendRefused("first", "ms", "m", "it broke a rule");

        Thread.currentThread().interrupt();
        results.appendRefused("second", "ms", "m", "it broke a rule");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Files.readAllLines(file))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"first\""),
                        line -> assertThat(line).contains("\"second\""));
    }
}
