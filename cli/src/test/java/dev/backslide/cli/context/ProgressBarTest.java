package dev.backslide.cli.context;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressBarTest {

    private final StringWriter err = new StringWriter();

    @Test
    void progress_notWatched_isALineAtEachQuarter() {
        ProgressBar bar = bar(false, 100);
        for (int done = 0; done <= 100; done++) {
            bar.show(done);
        }

        assertThat(err.toString().lines())
                .containsExactly(
                        "  sending         25 %  25 of 100",
                        "  sending         50 %  50 of 100",
                        "  sending         75 %  75 of 100",
                        "  sending        100 %  100 of 100");
    }

    @Test
    void more_thanTheTotal_isAll() {
        bar(false, 1_000).show(1_200);

        assertThat(err.toString().lines()).containsExactly("  sending        100 %  1,000 of 1,000");
    }

    @Test
    void progress_watched_redrawsOneLine() {
        ProgressBar bar = bar(true, 4);
        bar.show(2);
        bar.show(2);
        bar.show(4);

        assertThat(err.toString())
                .isEqualTo("\r  sending        " + "█".repeat(15) + "░".repeat(15) + "  50 %  2 of 4"
                        + "\r  sending        " + "█".repeat(30) + " 100 %  4 of 4" + System.lineSeparator());
    }

    @Test
    void nothingToDo_showsNothing() {
        bar(false, 0).show(0);

        assertThat(err.toString()).isEmpty();
    }

    private ProgressBar bar(boolean interactive, long total) {
        PrintWriter writer = new PrintWriter(err, true);
        return new ProgressBar(
                new CliContext(Map.of(), Path.of(""), writer, writer, interactive, Clock.systemUTC()),
                "sending",
                total);
    }
}
