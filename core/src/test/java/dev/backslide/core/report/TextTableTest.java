package dev.backslide.core.report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

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
    void surrogatePairs_countAsOneColumn() {
        assertThat(new TextTable("N", "M").row("😀", "x").lines()).containsExactly("N  M", "😀  x");
    }
}
