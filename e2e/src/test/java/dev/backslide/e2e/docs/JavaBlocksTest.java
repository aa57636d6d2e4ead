package dev.backslide.e2e.docs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/** Java blocks compile as they are, within what their page has introduced; tests among them run. */
class JavaBlocksTest {

    private static final String IMPORTS = """
            import dev.backslide.configuration.*;
            import dev.backslide.core.*;
            import dev.backslide.core.detection.rule.*;
            import dev.backslide.core.statistics.*;
            import dev.backslide.jmh.*;
            import dev.backslide.junit.*;
            import dev.backslide.sdk.*;
            import dev.backslide.sdk.tracker.*;
            import java.net.URI;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.*;
            import org.junit.jupiter.api.*;
            import org.openjdk.jmh.runner.options.CommandLineOptions;
            """;

    /** Names that a page uses without declaring them in the same block. */
    private static final String INTRODUCED = """
                interface Shop { void checkout(); }
                Shop shop = () -> {};
                double millis = 1;
                String[] args = {};
                MetricPublisher publisher;
                TrackerBuilder builder;
                PerformanceRegressionTracker tracker;
            """;

    @TempDir
    Path folder;

    static List<CodeBlock> blocks() {
        return CodeBlock.of("java");
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void javaBlock_compiles(CodeBlock block) throws IOException {
        assertThat(compile("Block", source(block))).isEmpty();
    }

    @Test
    void readmeTest_runsAndRecords() throws Exception {
        runs("README.md", "@PerformanceRegressionTest", "Block", "Block:checkout", "shop:checkout");
    }

    @Test
    void firstTestOfTheJunitPage_runsAndRecords() throws Exception {
        runs("junit.md", "extends PerformanceRegressionTestCase", "Block$CheckoutPerformanceTest", "shop:checkout");
    }

    private void runs(String page, String within, String testClass, String... recorded) throws Exception {
        CodeBlock block = blocks().stream()
                .filter(one -> one.file().endsWith(page) && one.text().contains(within))
                .findFirst()
                .orElseThrow();
        assertThat(compile("Block", source(block))).isEmpty();
        Path history = folder.resolve("history");
        try (URLClassLoader classes = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(classes.loadClass(testClass)))
                    .configurationParameter("performance.regression", "true")
                    .configurationParameter("perf.storage-dir", history.toString())
                    .execute()
                    .testEvents()
                    .assertStatistics(tests -> tests.succeeded(1).failed(0).skipped(0));
        }
        assertThat(history.resolve("journal.jsonl")).content().containsAnyOf(recorded);
    }

    /** A class, members of one, or statements: what the block is by itself. */
    private static String source(CodeBlock block) {
        String text = block.text().replace("…", "");
        String imports = lines(text, true);
        String code = lines(text, false);
        String first = code.strip();
        if (first.startsWith("public final class") || first.startsWith("class ")) {
            return IMPORTS + imports + "public class Block {\n" + INTRODUCED
                    + code.replaceFirst("^\\s*(public )?(final )?class", "static class")
                            .replace(
                                    "static class CheckoutPerformanceTest",
                                    "public static class CheckoutPerformanceTest")
                            .replace("shop.checkout();", "")
                    + "\n}\n";
        }
        return first.startsWith("@")
                ? IMPORTS + imports + "public class Block {\n" + INTRODUCED + code + "\n}\n"
                : IMPORTS + imports + "public class Block {\n" + INTRODUCED + "void run() throws Exception {\n" + code
                        + "\n}\n}\n";
    }

    private static String lines(String text, boolean imports) {
        return text.lines()
                .filter(line -> line.startsWith("import ") == imports)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private List<String> compile(String name, String source) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, Locale.ROOT, null)) {
            compiler.getTask(
                            null,
                            files,
                            problems,
                            List.of(
                                    "-d",
                                    folder.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "-proc:none"),
                            null,
                            files.getJavaFileObjects(file))
                    .call();
        }
        return problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(problem -> problem.getLineNumber() + ": " + problem.getMessage(Locale.ROOT))
                .toList();
    }
}
