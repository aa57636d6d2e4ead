package dev.backslide.e2e;

import dev.backslide.core.AlertReason;
import dev.backslide.core.VerdictReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Programs decide by codes; sentences are for people. */
class ReasonCodesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final String SENTENCE = "(?:\\w+\\.)*(?:reason|why|sentence)(?:\\(\\))?";
    private static final String COMPARISON =
            "(?:startsWith|endsWith|contains|equals|equalsIgnoreCase|contentEquals|matches|indexOf|lastIndexOf|regionMatches|split|substring)";

    private static final Pattern MAIN_SOURCE = Pattern.compile("[^/]+/src/main/java/.+\\.java");

    /** A method of a sentence that looks into it, or a sentence as the argument of such a method or of a switch. */
    private static final Pattern PARSED_SENTENCE =
            Pattern.compile("\\b" + SENTENCE + "\\s*\\.\\s*" + COMPARISON + "\\(|\\b"
                    + COMPARISON + "\\(\\s*" + SENTENCE + "\\s*[,)]|\\bmatcher\\(\\s*" + SENTENCE
                    + "\\s*\\)|\\bswitch\\s*\\(\\s*" + SENTENCE
                    + "\\s*\\)");

    @Test
    void mainCode_doesNotParseSentences() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<String> parsed = files.filter(file -> MAIN_SOURCE
                            .matcher(ROOT.relativize(file).toString())
                            .matches())
                    .filter(file -> PARSED_SENTENCE.matcher(read(file)).find())
                    .map(Path::toString)
                    .toList();
            assertThat(parsed)
                    .as("files that decide by a sentence; decide by its code, add one where none says it")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if (reason.startsWith(\"first\"))",
                "verdict.reason().contains(\"noise\")",
                "FIRST.equals(alert.reason())",
                "verdict.reason()\n                .endsWith(\"open\")",
                "PATTERN.matcher(verdict.reason())",
                "switch (answer.reason())"
            })
    void parsedSentence_isFound(String code) {
        assertThat(PARSED_SENTENCE.matcher(code).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"command.reason().isBlank()", "row.setString(26, alert.reason())", "out.println(reason)"})
    void shownSentence_isAllowed(String code) {
        assertThat(PARSED_SENTENCE.matcher(code).find()).isFalse();
    }

    @Test
    void documentation_listsEveryCode() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/reason-codes.md"));
        int alerts = page.indexOf("## Of an alert");
        for (VerdictReason code : VerdictReason.values()) {
            assertThat(page.substring(0, alerts)).contains("`" + code.name() + "`");
        }
        for (AlertReason code : AlertReason.values()) {
            assertThat(page.substring(alerts)).contains("`" + code.name() + "`");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
