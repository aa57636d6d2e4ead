package dev.backslide.e2e;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A project of somebody else, with nothing of ours around it, resolves the JUnit extension from a local Maven repository in which what the
 * documented command installs is installed, and runs its tests. Everything else comes from the repository of this build.
 */
class ForeignProjectIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String COMMAND = "-pl junit-extension -am install";

    /** What the documented command installs, but for modules that only tests need: the parent is the root. */
    private static final List<String> MODULES =
            List.of("core", "schemas", "configuration", "producer-sdk", "junit-extension");

    @TempDir
    Path folder;

    @Test
    void documentedFiles_installTheExtensionBeforeTheyRunTheGate() throws IOException {
        for (String page : List.of("docs/junit.md", "examples/github/performance.yml")) {
            assertThat(ROOT.resolve(page)).content().contains(COMMAND);
        }
        String ci = Files.readString(ROOT.resolve("docs/ci.md"));
        for (String system : List.of("## On GitLab", "## On Jenkins", "## On Azure Pipelines")) {
            String section = ci.substring(ci.indexOf(system) + system.length());
            assertThat(section.indexOf(COMMAND)).as(system).isBetween(0, section.indexOf("backslide ci"));
        }
    }

    @Test
    void foreignProject_findsTheExtensionAndItsTestsRun() throws Exception {
        Path repository = folder.resolve("repository");
        install(repository, "backslide-bom", ROOT.resolve("bom/pom.xml"), null);
        install(repository, "backslide", ROOT.resolve("pom.xml"), null);
        for (String module : MODULES) {
            String artifact = "backslide-" + module;
            install(
                    repository,
                    artifact,
                    ROOT.resolve(module).resolve("pom.xml"),
                    ROOT.resolve(module).resolve("target").resolve(artifact + "-0.1.0-SNAPSHOT.jar"));
        }
        Path project = folder.resolve("project");
        copySources(ROOT.resolve("examples/junit-tests"), project);

        String output = maven(project, repository);

        assertThat(output).contains("Tests run: ", "BUILD SUCCESS").doesNotContain("Tests run: 0,");
        assertThat(project.resolve("target/performance_history")).isNotEmptyDirectory();
    }

    private static void install(Path repository, String artifact, Path pom, @Nullable Path jar) throws IOException {
        Path target = Files.createDirectories(repository.resolve("dev/backslide/" + artifact + "/0.1.0-SNAPSHOT"));
        String file = artifact + "-0.1.0-SNAPSHOT";
        Files.copy(pom, target.resolve(file + ".pom"));
        if (jar != null) {
            Files.copy(jar, target.resolve(file + ".jar"));
        }
    }

    private static void copySources(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path relative = from.relativize(file);
                if (!relative.startsWith("target")) {
                    Files.copy(file, to.resolve(relative.toString()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private String maven(Path project, Path repository) throws IOException, InterruptedException {
        String own = System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository");
        Path settings = Files.writeString(
                folder.resolve("settings.xml"), """
                <settings><mirrors><mirror>
                  <id>of-this-build</id><mirrorOf>*</mirrorOf><url>%s</url>
                </mirror></mirrors></settings>
                """.formatted(Path.of(own).toUri()));
        Path out = folder.resolve("maven.out");
        Process process = new ProcessBuilder(
                        "mvn",
                        "-B",
                        "-ntp",
                        "-s",
                        settings.toString(),
                        "-Dmaven.repo.local=" + repository,
                        "test",
                        "-Dperformance.regression=true",
                        "-Dperf.threshold=5.0")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
        return Files.readString(out);
    }
}
