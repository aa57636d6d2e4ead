package dev.backslide.cli.suite;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.Launcher;
import org.opentest4j.AssertionFailedError;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of a child JVM that runs tests: the user's, and behind it what runs them where the user's lacks it. None of
 * Backslide's own libraries is on it, so the tests see the versions they were built with. Immutable.
 *
 * @param entries the user's, absolute, each there; may be jars, folders, and wildcards such as {@code lib/*}
 */
record TestClassPath(List<Path> entries) {

    private static final List<Class<?>> RUNNER = List.of(
            TestRunner.class,
            Launcher.class,
            TestEngine.class,
            JupiterTestEngine.class,
            Test.class,
            ReflectionSupport.class,
            AssertionFailedError.class);

    TestClassPath {
        entries = List.copyOf(entries);
    }

    /** @throws CommandFailure naming each entry that is not there */
    static TestClassPath parse(String text, CliContext context) {
        List<Path> entries = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String entry : text.split(File.pathSeparator, -1)) {
            if (entry.isBlank()) {
                continue;
            }
            boolean wildcard = entry.equals("*") || entry.endsWith(File.separator + "*");
            Path path = context.resolve(Path.of(wildcard ? entry.substring(0, entry.length() - 1) : entry));
            if (!Files.exists(path)) {
                missing.add(entry);
            }
            entries.add(wildcard ? path.resolve("*") : path);
        }
        if (!missing.isEmpty()) {
            throw new CommandFailure("class path had "
                    + missing.stream().map(entry -> "'" + entry + "'").collect(Collectors.joining(", "))
                    + " but there is no such file or folder; build the tests first, or correct --class-path");
        }
        if (entries.isEmpty()) {
            throw new CommandFailure(
                    "class path was '' but it must name the folder of the test classes and the jars they"
                            + " need; give --class-path");
        }
        return new TestClassPath(entries);
    }

    /** Where tests are looked for: the folders, since jars are most often libraries; the jars where there is no folder. */
    List<Path> roots() {
        List<Path> folders = entries.stream().filter(Files::isDirectory).toList();
        return folders.isEmpty() ? entries.stream().filter(Files::isRegularFile).toList() : folders;
    }

    /** As {@code java -cp} takes it. */
    String text() {
        return Stream.concat(
                        entries.stream(),
                        RUNNER.stream().map(TestClassPath::placeOf).distinct())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path placeOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(source.getLocation().toString(), e);
        }
    }
}
