package dev.backslide.e2e.docs;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every page opens with what the reader gets from it, and has none of the words that need a second reading. */
class PagesTest {

    private static final Pattern OPENING = Pattern.compile("\\A# [^\n]+\n\n[A-Z][^\n|]+");

    private static final Pattern SECOND_READING = Pattern.compile("\\b(whoever|says? so)\\b", Pattern.CASE_INSENSITIVE);

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(CodeBlock.ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "RELEASING.md")
                                    .map(CodeBlock.ROOT::resolve),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_opensWithASentence(Path page) throws IOException {
        assertThat(Files.readString(page)).containsPattern(OPENING);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_readsAtOnce(Path page) throws IOException {
        assertThat(Files.readString(page)).doesNotContainPattern(SECOND_READING);
    }
}
