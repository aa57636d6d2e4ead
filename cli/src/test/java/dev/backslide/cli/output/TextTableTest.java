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
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class TextTableTest {

    @Test
    void columns_ofDifferentWidths_areAligned() {
        assertThat(new TextTable("NAME", ">VALUE")
                        .row("a", "1")
                        .row("longer", "22.5")
                        .lines())
                .containsExactly("NAME    VALUE", "a           1", "longer   22.5");
    }

    @Test
    void controlCharacters_inNames_doNotReachTheTerminal() {
        assertThat(new TextTable("NAME").row("a\u001b[31mred\nb").lines())
                .containsExactly("NAME", "a\\u001b[31mred\\nb");
    }

    /** The README's widest rows. */
    @ParameterizedTest
    @ValueSource(ints = {80, 60})
    void table_widerThanItMayBe_fits_andKeepsItsValues(int width) {
        TextTable table = new TextTable(
                        "ID", "SEVERITY", "~METRIC", ">CHANGE", "?>FROM", "?>TO", "?UNIT", "SINCE", "?COMMITS", "_WHY")
                .row(
                        "aba45040",
                        "CRITICAL",
                        "hyper:http2_consecutive_x1_req_10b",
                        "+117,244.0 %",
                        "34940",
                        "41000000",
                        "ns/iter",
                        "2026-01-12",
                        "bcb8ec5766..18913ffd8e",
                        "a change of +117,244.0 % is worse than the threshold of 5 % and than noise explains (22 %)");

        List<String> lines = table.lines(width);

        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        assertThat(String.join("\n", lines))
                .containsPattern("hyper:h\\S*…\\S*eq_10b")
                .contains("34940", "41000000", "ns/iter", "bcb8ec5766..18913ffd8e", "explains (22 %)");
        assertThat(table.lines()).hasSize(2).last().asString().contains("hyper:http2_consecutive_x1_req_10b");
    }

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

    @Test
    void surrogatePairs_countAsOneColumn() {
        assertThat(new TextTable("N", "M").row("😀", "x").lines()).containsExactly("N  M", "😀  x");
    }
}
