package dev.backslide.cli.output;

import dev.backslide.cli.Run;
import dev.backslide.cli.context.CliContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class TerminalWidthTest {

    @Test
    void width_isTheVariablesElseTheTerminals() {
        CliContext piped = Run.context(Path.of(""), Map.of());
        CliContext terminal =
                new CliContext(Map.of(), Path.of(""), piped.out(), piped.err(), false, piped.clock(), 100);

        assertThat(piped.width()).isEqualTo(Integer.MAX_VALUE);
        assertThat(terminal.width()).isEqualTo(100);
        assertThat(Run.context(Path.of(""), Map.of("COLUMNS", "80")).width()).isEqualTo(80);
        assertThat(Run.context(Path.of(""), Map.of("COLUMNS", "wide")).width()).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"alerts", "history shop:checkout", "config", "backtest wide.csv", "backtest wide.csv --changes"})
    void command_inEightyColumns_keepsToThem(String line, @TempDir Path folder) throws IOException {
        StringBuilder rows = new StringBuilder("model_name,name,commit,timestamp,value,unit,branch\n");
        for (int i = 0; i < 60; i++) {
            rows.append(
                            "shop,a_name_that_is_as_long_as_those_of_benchmarks_are,1234567890abcdef1234567890abcdef1234567")
                    .append(i % 10)
                    .append(',')
                    .append(1_700_000_000 + i * 86_400)
                    .append(i < 30 ? ",100." : ",150.")
                    .append(i % 3)
                    .append(",ns/iter,main\n");
        }
        Files.writeString(folder.resolve("wide.csv"), rows);
        Map<String, String> variables = Map.of("COLUMNS", "80", "BACKSLIDE_TRACKER", "local");
        Run.in(folder, variables, "replay", "wide.csv");
        Run.in(folder, variables, "record", "--model", "shop", "--name", "checkout", "--value", "1");

        Run run = Run.in(folder, variables, line.split(" ", -1));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().filter(text -> !text.startsWith("No configuration file")))
                .allSatisfy(text -> assertThat(text.length()).isLessThanOrEqualTo(80));
    }
}
