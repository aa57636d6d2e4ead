package dev.backslide.cli.suite;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.CommandFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestClassPathTest {

    @TempDir
    Path folder;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(folder.resolve("classes"));
        Files.createDirectories(folder.resolve("lib"));
        Files.createFile(folder.resolve("a.jar"));
    }

    @Test
    void usersEntries_comeFirstAndWhatRunsTestsBehindThem() {
        String text = parse("classes", "a.jar", "lib" + File.separator + "*").text();

        assertThat(text)
                .startsWith(String.join(
                        File.pathSeparator,
                        folder.resolve("classes").toString(),
                        folder.resolve("a.jar").toString(),
                        folder.resolve("lib") + File.separator + "*"))
                .contains("junit-platform-launcher", "junit-jupiter-engine")
                .doesNotContain("kafka-clients", "picocli");
    }

    @Test
    void tests_areLookedForInFolders() {
        assertThat(parse("a.jar", "classes").roots()).containsExactly(folder.resolve("classes"));
    }

    @Test
    void tests_areLookedForInJarsWhereThereIsNoFolder() {
        assertThat(parse("a.jar").roots()).containsExactly(folder.resolve("a.jar"));
    }

    @Test
    void entries_thatAreNotThere_areNamedAll() {
        assertThatThrownBy(() -> parse("classes", "nowhere", "b.jar"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(
                        "class path had 'nowhere', 'b.jar' but there is no such file or folder; build the tests first,"
                                + " or correct --class-path");
    }

    @Test
    void emptyClassPath_isRefused() {
        assertThatThrownBy(() -> parse("")).isInstanceOf(CommandFailure.class).hasMessageContaining("--class-path");
    }

    private TestClassPath parse(String... entries) {
        CliContext context = new CliContext(
                Map.of(),
                folder,
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                false,
                Clock.systemUTC());
        return TestClassPath.parse(String.join(File.pathSeparator, entries), context);
    }
}
