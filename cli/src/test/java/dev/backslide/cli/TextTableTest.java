package dev.backslide.cli;

import org.junit.jupiter.api.Test;

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

    @Test
    void surrogatePairs_countAsOneColumn() {
        assertThat(new TextTable("N", "M").row("😀", "x").lines()).containsExactly("N  M", "😀  x");
    }
}
