package dev.backslide.core.report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FileNamesTest {

    @Test
    void safe_safeName_isKept() {
        assertThat(FileNames.safe("inference_speed-2.1")).isEqualTo("inference_speed-2.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../etc/passwd", "a:b", "", ".", "..", ".hidden", "CON", "nul.txt", "-rf", "größe", "a b"})
    void safe_unsafeName_isPlainAndHasNoPath(String name) {
        assertThat(FileNames.safe(name))
                .matches("[A-Za-z0-9][A-Za-z0-9_-]*-[0-9a-f]{8}")
                .isNotEqualTo(name);
    }

    @Test
    void safe_namesWithTheSameSafePart_stayDifferent() {
        assertThat(FileNames.safe("a/b")).isNotEqualTo(FileNames.safe("a:b"));
    }

    @Test
    void safe_longName_isCut() {
        assertThat(FileNames.safe("x".repeat(10_000))).hasSize(100);
    }
}
