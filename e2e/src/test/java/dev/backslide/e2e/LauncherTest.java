package dev.backslide.e2e;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** When {@code ./backslide} builds: a small tree, a {@code mvn} that notes its calls, a {@code java} that does nothing. */
class LauncherTest {

    private static final Path SCRIPT =
            Path.of("..", "backslide").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private Path home;
    private Path calls;
    private Path programs;

    @BeforeEach
    void makeTree() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        calls = Files.createFile(folder.resolve("mvn-calls"));
        programs = Files.createDirectories(folder.resolve("bin"));
        program("mvn", "echo \"$@\" >>'" + calls + "'; mkdir -p cli/target/lib");
        program("java", "case \"$*\" in *-version*) echo ' java.specification.version = 17' >&2 ;; esac");
        Files.copy(SCRIPT, home.resolve("backslide"), StandardCopyOption.COPY_ATTRIBUTES);
        write("pom.xml", "<project/>");
        write("core/pom.xml", "<project/>");
        write("core/src/main/java/A.java", "class A {}");
        write("core/src/test/java/ATest.java", "class ATest {}");
        write("cli/pom.xml", "<project/>");
        write("cli/src/main/java/Main.java", "class Main {}");
    }

    @Test
    void copyOrRestoredCache_isNotBuiltAgain() throws IOException, InterruptedException {
        help(home);
        assertThat(builds()).singleElement().asString().contains("-Dmaven.test.skip=true");

        Path copy = folder.resolve("copy");
        copy(home, copy);
        help(copy);
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
            }
        }
        help(home);

        assertThat(builds()).hasSize(1);
    }

    @Test
    void changedAddedRenamedOrRemovedSource_isBuiltOnce() throws IOException, InterruptedException {
        help(home);
        Path source = home.resolve("core/src/main/java/A.java");
        FileTime before = Files.getLastModifiedTime(source);

        write("core/src/main/java/A.java", "class B {}");
        Files.setLastModifiedTime(source, before);
        assertBuiltOnce(2);
        write("core/src/main/resources/a.txt", "");
        assertBuiltOnce(3);
        Files.move(home.resolve("core/src/main/resources/a.txt"), home.resolve("core/src/main/resources/b.txt"));
        assertBuiltOnce(4);
        Files.delete(home.resolve("core/src/main/resources/b.txt"));
        assertBuiltOnce(5);
        write("cli/pom.xml", "<project></project>");
        assertBuiltOnce(6);
    }

    @Test
    void changedTest_buildsNothing() throws IOException, InterruptedException {
        help(home);
        write("core/src/test/java/ATest.java", "class BTest {}");

        assertBuiltOnce(1);
    }

    private void assertBuiltOnce(int buildsSoFar) throws IOException, InterruptedException {
        help(home);
        help(home);
        assertThat(builds()).hasSize(buildsSoFar);
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(calls);
    }

    private void help(Path tree) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(tree.resolve("backslide").toString(), "--help")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
        Process process = builder.start();
        assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    private void write(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** As {@code cp -r} does: everything is new. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.copy(file, target);
                assertThat(target.toFile().setExecutable(file.toFile().canExecute()))
                        .isTrue();
            }
        }
    }
}
