package dev.backslide.core.report;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MarkdownTextTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "my_model:inference_speed, my_model:inference_speed",
                "snake__case, snake__case",
                "_emphasis_, \\_emphasis\\_",
                "*bold*, \\*bold\\*",
                "`code`, \\`code\\`",
                "a|b, a\\|b",
                "# heading, \\# heading",
                "C#, C#",
                "name #, name \\#",
                "<script>, \\<script>",
                "&amp; x, \\&amp; x",
                "R&D, R&D",
                "test_fib[100], test_fib[100]",
                "[text](http://example.org), `[text](http://example.org)`",
                "back\\slash, back\\\\slash",
                "~~gone~~, \\~\\~gone\\~\\~",
                "$/req, `$/req`",
                "@somebody, `@somebody`",
                "shop:org/repo#1, `shop:org/repo#1`",
                "see www.example.org|x, see `www.example.org`\\|`x`",
                "http://a.b/`x`, `http://a.b/`\\``x`\\`",
                "a:smile:b, `a:smile:b`",
                "100 %, 100 %",
                "1. first, 1\\. first",
                "- item, \\- item",
                "> quote, \\> quote",
                "[x]: y, [x\\]: y",
                "größe_µs, größe_µs",
            })
    void escape_markup_isShownAsText(String text, String expected) {
        assertThat(MarkdownText.escape(text)).isEqualTo(expected);
    }
}
