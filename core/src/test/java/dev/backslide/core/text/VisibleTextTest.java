package dev.backslide.core.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class VisibleTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my_model:inference_speed",
                "größe µs ± 5 %",
                "e\u0301cole",
                "日本語",
                "שלום",
                "▁▂▃ △ …",
                "C:\\Windows\\x",
                "😀"
            })
    void text_ofLettersAndSigns_isAsItIs(String text) {
        assertThat(VisibleText.of(text)).isEqualTo(text);
    }

    @Test
    void text_withCharactersThatSteerATerminal_showsThem() {
        assertThat(
                        VisibleText.of(
                                "\u001b[31mred\u0007 \u202egnp.exe\u2069 a\u200bb \ufeff \u2028 \u3164 \u00a0 \udb40\udc41 \ud800"))
                .isEqualTo(
                        "\\u001b[31mred\\u0007 \\u202egnp.exe\\u2069 a\\u200bb \\ufeff \\u2028 \\u3164 \\u00a0 \\udb40\\udc41"
                                + " \\ud800");
        assertThat(VisibleText.of("a\nb\r\tc")).isEqualTo("a\\nb\\r\\tc");
    }

    @Test
    void marks_piledOnOneLetter_areShownFromTheFourthOn() {
        assertThat(VisibleText.of("a\u0300\u0301\u0302\u0303\u0304")).isEqualTo("a\u0300\u0301\u0302\\u0303\\u0304");
        assertThat(VisibleText.of("\u0301x"))
                .as("at the start, it would sit on what stands before")
                .isEqualTo("\\u0301x");
    }

    @Test
    void everyCharacter_escapedTwice_isAsEscapedOnce() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String once = VisibleText.of("x" + Character.toString(codePoint));

            assertThat(VisibleText.of(once)).isEqualTo(once);
        }
    }
}
