package dev.backslide.gate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExpectedMetricsTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void file_read_withoutCommentsAndBlankLines() throws IOException {
        Path file = Files.writeString(
                folder.resolve("expected.txt"),
                "# all of them\n\nshop:checkout # the one that matters\n api:* \nx:a#b\n");

        assertThat(ExpectedMetrics.read(file).patterns()).containsExactly("shop:checkout", "api:*", "x:a#b");
    }

    @Test
    void file_thatExpectsNothing_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("expected.txt"), "# later\n");

        assertThatThrownBy(() -> ExpectedMetrics.read(file))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("expects nothing");
    }

    @Test
    void keysAndGlobs_matchWholeKeys() {
        ExpectedMetrics expected = new ExpectedMetrics(List.of("shop:checkout", "api:*", "latency", "x:test_fib[1?]"));

        assertThat(expected.missing(List.of("shop:checkout", "api:p99", "any:latency", "x:test_fib[10]")))
                .isEmpty();
        assertThat(expected.missing(List.of("shop:checkout2", "api2:p99", "any:latency2", "x:test_fib[1]")))
                .hasSize(4);
    }
}
