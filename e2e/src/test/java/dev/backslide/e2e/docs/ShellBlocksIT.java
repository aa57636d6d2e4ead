package dev.backslide.e2e.docs;

import dev.backslide.e2e.docs.Workplace.Finished;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Shell and SQL blocks run, page by page, beside a pipeline that has the demo's data. Where a block is marked {@code same}, its output is
 * compared, with {@code …} for any text; with {@code -Ddocs.refresh=true} the block is written anew instead.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShellBlocksIT {

    private static final String PROMPT = "$ ";

    /** Where a folder and a pipeline are there, each command says which it used; a page has one of them. */
    private static final String PLACE = "backslide: used the ";

    @TempDir
    static Path folder;

    private static Workplace workplace;

    /** A command, and what the page says that it prints. */
    private record Command(String line, List<String> output) {}

    @BeforeAll
    static void prepare() throws IOException, InterruptedException {
        workplace = Workplace.prepare(folder.toRealPath());
    }

    @AfterAll
    static void close() throws InterruptedException {
        if (workplace != null) {
            workplace.close();
        }
    }

    static List<CodeBlock> sql() {
        return CodeBlock.of("sql");
    }

    static List<CodeBlock> shell() {
        return CodeBlock.of("shell");
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("sql")
    void sqlBlock_runsOnTheStore(CodeBlock block) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + workplace.demoStore());
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute(block.text())).isTrue();
        }
    }

    @Order(2)
    @ParameterizedTest
    @MethodSource("shell")
    void shellBlock_runs(CodeBlock block) throws IOException, InterruptedException {
        workplace.deleteArchives();
        List<String> actual = new ArrayList<>();
        for (Command command : commands(block)) {
            actual.add(command.line());
            // It runs already, on ports of its own.
            if (command.line().matches("(\\$ )?(\\w+=\\S+ )*\\./backslide (up|demo)( .*)?")) {
                continue;
            }
            Finished finished = workplace.run(
                    command.line().startsWith(PROMPT) ? command.line().substring(PROMPT.length()) : command.line());
            boolean failureShown = command.output().stream().anyMatch(line -> line.startsWith("backslide: "));
            assertThat(finished.code())
                    .as(command.line() + "\n" + finished.output())
                    .isIn(failureShown ? List.of(1, 2) : List.of(0, 2, 4));
            finished.output()
                    .lines()
                    .filter(line -> !line.startsWith(PLACE))
                    .map(String::stripTrailing)
                    .forEach(actual::add);
        }
        if (block.info().contains(" same")) {
            compare(block, actual);
        }
    }

    private static void compare(CodeBlock block, List<String> actual) throws IOException {
        List<String> expected = block.lines();
        boolean same = actual.size() == expected.size();
        for (int i = 0; same && i < actual.size(); i++) {
            String glob = Pattern.quote(expected.get(i).stripTrailing()).replace("…", "\\E.*\\Q");
            same = actual.get(i).matches(glob);
        }
        if (!same && Boolean.getBoolean("docs.refresh")) {
            List<String> page = new ArrayList<>(Files.readAllLines(block.file()));
            int at = Collections.indexOfSubList(page, expected);
            page.subList(at, at + expected.size()).clear();
            page.addAll(at, actual);
            Files.write(block.file(), page);
        } else if (!same) {
            assertThat(String.join("\n", actual)).as(block.toString()).isEqualTo(block.text());
        }
    }

    /** With prompts, what has none is output; without, every line is a command that may go on with a backslash. */
    private static List<Command> commands(CodeBlock block) {
        boolean prompts = block.lines().stream().anyMatch(line -> line.startsWith(PROMPT));
        List<Command> commands = new ArrayList<>();
        for (String line : block.lines()) {
            boolean goesOn = !commands.isEmpty()
                    && commands.get(commands.size() - 1).line().endsWith("\\");
            if (goesOn) {
                Command before = commands.remove(commands.size() - 1);
                commands.add(new Command(before.line() + "\n" + line, before.output()));
            } else if (!prompts || line.startsWith(PROMPT)) {
                commands.add(new Command(line, new ArrayList<>()));
            } else {
                commands.get(commands.size() - 1).output().add(line);
            }
        }
        return commands;
    }
}
