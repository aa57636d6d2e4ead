package dev.backslide.cli.gate;

import dev.backslide.cli.ChildJvm;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.core.Severity;
import dev.backslide.testkit.JudgedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A gate over more metrics than anybody reads, in the heap that the command has by default. */
class LargeGateTest {

    private static final int METRICS = 100_000;
    private static final int WORSE = 1_000;

    @TempDir
    Path folder;

    @Test
    void hundredThousandMetrics_areWrittenInFull_andShownInPart() throws IOException, InterruptedException {
        JudgedEvent[] measured = new JudgedEvent[METRICS];
        for (int i = 0; i < METRICS; i++) {
            String key = "m:com.example.benchmarks.SomeBenchmark.measure(size=" + i + ",order=random)[avgt]";
            measured[i] = i < WORSE
                    ? JudgedEvent.regression(key, Severity.CRITICAL)
                    : i % 2 == 0 ? JudgedEvent.first(key) : JudgedEvent.pass(key);
        }
        ResultLines.write(folder.resolve("lines"), measured);
        Process gate = new ProcessBuilder(ChildJvm.backslide(
                        "ci", "--json", "all.json", "--", "sh", "-c", "cat lines >> \"$BACKSLIDE_RESULTS_FILE\""))
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectErrorStream(true)
                .start();

        assertThat(gate.waitFor()).as(Files.readString(folder.resolve("out"))).isEqualTo(ExitCode.REGRESSION);
        assertThat(Files.readAllLines(folder.resolve("out")))
                .hasSizeLessThan(200)
                .anyMatch(line -> line.startsWith("REGRESSION: " + WORSE + " of " + METRICS + " measurements"))
                .contains("… " + (WORSE - 50) + " more failed, all of them in ci_results.csv");
        Path reports = folder.resolve("performance_reports");
        assertThat(count(reports.resolve("ci_results.csv"), "m,")).isEqualTo(METRICS);
        assertThat(count(reports.resolve("ci_results.json"), "\"event_id\"")).isEqualTo(METRICS);
        assertThat(count(folder.resolve("all.json"), "\"event_id\"")).isEqualTo(METRICS);
        assertThat(count(reports.resolve("TEST-backslide-ci.xml"), "<testcase")).isEqualTo(METRICS + 1);
        assertThat(Files.size(reports.resolve("ci_report.md"))).isLessThan(1 << 20);
    }

    private static long count(Path file, String text) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.contains(text)).count();
        }
    }
}
