package dev.backslide.cli.suite;

import dev.backslide.cli.context.CommandFailure;
import dev.backslide.configuration.Configuration;
import dev.backslide.core.FailOn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The JVM that tests run in: its command line, and the summary it leaves behind. Not thread-safe.
 *
 * @param folder with what is passed from one JVM to the other, deleted at the end
 * @param classPath of the tests
 * @param packages to look for tests in; empty: in the folders of the class path
 * @param tags of the tests that run, at least one
 */
record TestJvm(Path folder, TestClassPath classPath, List<String> packages, List<String> tags)
        implements AutoCloseable {

    static TestJvm prepare(TestClassPath classPath, List<String> packages, List<String> tags) {
        try {
            return new TestJvm(Files.createTempDirectory("backslide-test-"), classPath, packages, tags);
        } catch (IOException e) {
            throw new CommandFailure("no temporary folder can be created (" + e.getMessage()
                    + "); free space, or name another with -Djava.io.tmpdir in BACKSLIDE_JAVA_OPTS");
        }
    }

    /** What to run: a class path may be longer than a command line, so all is in a file. */
    List<String> command(List<String> jvmOptions, FailOn failOn) {
        List<String> arguments = new ArrayList<>(jvmOptions);
        arguments.add("-Dperformance.regression=true");
        arguments.add("-D" + Configuration.PROPERTY_PREFIX + "fail-on="
                + failOn.name().toLowerCase(Locale.ROOT));
        arguments.addAll(List.of("-cp", classPath.text(), TestRunner.class.getName()));
        arguments.add(TestRunner.SUMMARY + summaryFile());
        tags.forEach(tag -> arguments.add(TestRunner.TAG + tag));
        packages.forEach(name -> arguments.add(TestRunner.PACKAGE + name));
        classPath.roots().forEach(root -> arguments.add(TestRunner.ROOT + root));
        try {
            Files.write(argumentsFile(), arguments.stream().map(TestJvm::quoted).toList());
        } catch (IOException e) {
            throw new CommandFailure(
                    "'" + argumentsFile() + "' cannot be written (" + e.getMessage() + "); free space");
        }
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + argumentsFile());
    }

    /** How the tests went; empty where their JVM did not come that far. */
    Optional<TestSummary> summary() {
        if (!Files.exists(summaryFile())) {
            return Optional.empty();
        }
        try {
            return Optional.of(TestSummary.read(summaryFile()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Told where no test ran. */
    String nothingRan(TestSummary summary) {
        String tagged = tags.stream().map(tag -> "'" + tag + "'").collect(Collectors.joining(" or "));
        String places = packages.isEmpty()
                ? classPath.roots().stream().map(Path::toString).collect(Collectors.joining(", "))
                : "package " + String.join(", ", packages);
        return "backslide: no test with the tag " + tagged
                + (summary.skipped() > 0 ? " ran, " + summary.skipped() + " were skipped" : " was found") + " in "
                + places;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(summaryFile());
            Files.deleteIfExists(argumentsFile());
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            System.getLogger(TestJvm.class.getName())
                    .log(System.Logger.Level.DEBUG, "a temporary file was left behind", e);
        }
    }

    private Path summaryFile() {
        return folder.resolve("summary.properties");
    }

    private Path argumentsFile() {
        return folder.resolve("arguments");
    }

    /** As the java command's argument files want it. */
    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
