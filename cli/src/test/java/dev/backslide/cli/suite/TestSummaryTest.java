package dev.backslide.cli.suite;

import dev.backslide.cli.suite.TestSummary.Failure;
import dev.backslide.cli.suite.TestSummary.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class TestSummaryTest {

    @TempDir
    Path folder;

    @Test
    void summary_thatWasWritten_isReadAsItWas() throws IOException {
        TestSummary summary = new TestSummary(
                3,
                1,
                List.of(
                        new Failure("A.b()", Kind.REGRESSION, "shop:checkout regressed: 1 to 2 ms, +100.00 %"),
                        new Failure("Übung.größe() [1] \"a=b\"", Kind.OTHER, "line one\nline \\ two")));
        Path file = folder.resolve("summary.properties");

        summary.write(file);

        assertThat(TestSummary.read(file)).isEqualTo(summary);
        assertThat(summary.ran()).isEqualTo(5);
    }
}
