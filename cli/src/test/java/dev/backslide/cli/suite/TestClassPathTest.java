package dev.backslide.cli.suite;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.CommandFailure;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void users_entries_come_first_and_what_runs_tests_behind_them() {
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
    void tests_are_looked_for_in_folders() {
        assertThat(parse("a.jar", "classes").roots()).containsExactly(folder.resolve("classes"));
    }

    @Test
    void tests_are_looked_for_in_jars_where_there_is_no_folder() {
        assertThat(parse("a.jar").roots()).containsExactly(folder.resolve("a.jar"));
    }

    @Test
    void entries_that_are_not_there_are_named_all() {
        assertThatThrownBy(() -> parse("classes", "nowhere", "b.jar"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(
                        "class path had 'nowhere', 'b.jar' but there is no such file or folder; build the tests first,"
                                + " or correct --class-path");
    }

    @Test
    void empty_class_path_is_refused() {
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
