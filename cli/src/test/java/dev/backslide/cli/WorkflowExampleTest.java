package dev.backslide.cli;

import dev.backslide.cli.context.ExitCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The example workflow: what it names exists, and its shell step runs, with Maven's place taken by a measuring script. */
class WorkflowExampleTest {

    private static final Path WORKFLOW = Path.of("..", "examples", "github", "performance.yml");

    @TempDir
    private Path workspace = Path.of("");

    private Map<?, ?> job = Map.of();

    @BeforeEach
    void prepareTheWorkspace() throws IOException {
        Map<?, ?> workflow = new Yaml().load(Files.readString(WORKFLOW));
        job = map(map(workflow.get("jobs")).get("gate"));
        script(
                "backslide/backslide",
                "exec "
                        + ChildJvm.backslide().stream()
                                .map(part -> "'" + part + "'")
                                .collect(Collectors.joining(" "))
                        + " \"$@\"");
        script(
                "bin/mvn",
                "case \"$*\" in *install*) echo \"mvn $*\" > install.arguments; exit 0 ;; esac",
                "echo \"mvn $*\" > mvn.arguments",
                "cd bin", // a build runs its tests in folders of its own
                "exec ../backslide/backslide record --model shop --name checkout --unit ms --category time --value \"$VALUE\"");
    }

    @Test
    void steps_restoreMeasureSaveAndUpload() {
        assertThat(steps().stream().map(step -> String.valueOf(step.get("uses"))))
                .containsExactly(
                        "actions/checkout@v4",
                        "actions/checkout@v4",
                        "actions/setup-java@v4",
                        "actions/cache/restore@v4",
                        "null",
                        "null",
                        "actions/cache/save@v4",
                        "actions/upload-artifact@v4");
        assertThat(map(steps().get(3).get("with")).get("path"))
                .isEqualTo(map(steps().get(6).get("with")).get("path"))
                .isEqualTo(fromWorkspace("BACKSLIDE_STORAGE_DIR"));
        assertThat(map(steps().get(7).get("with")).get("path")).isEqualTo(fromWorkspace("BACKSLIDE_REPORTS_DIR"));
        assertThat(String.valueOf(steps().get(7).get("if"))).isEqualTo("always()");
    }

    @Test
    void shellStep_runTwice_findsTheRegression() throws Exception {
        assertThat(measure("182")).isEqualTo(ExitCode.OK);
        assertThat(Files.readString(workspace.resolve("mvn.arguments")).strip())
                .isEqualTo("mvn -B -ntp test -Dperformance.regression=true");
        assertThat(measure("240")).isEqualTo(ExitCode.REGRESSION);

        assertThat(workspace.resolve("performance_history")).isNotEmptyDirectory();
        assertThat(workspace.resolve("performance_reports/TEST-backslide-ci.xml"))
                .exists();
        assertThat(Files.readString(workspace.resolve("out")))
                .contains("::error title=REGRESSION (critical) shop%3Acheckout::");
        assertThat(Files.readString(workspace.resolve("summary")))
                .contains("## Performance: pass")
                .contains("## Performance: regression");
    }

    /** Runs the workflow's one shell step as GitHub does. */
    private int measure(String value) throws IOException, InterruptedException {
        String step = steps().stream()
                .map(one -> one.get("run"))
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
        Path file = Files.writeString(workspace.resolve("step.sh"), step);
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", file.toString())
                .directory(workspace.toFile())
                .redirectErrorStream(true)
                .redirectOutput(workspace.resolve("out").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BACKSLIDE_"));
        map(job.get("env"))
                .forEach((name, text) -> builder.environment()
                        .put(
                                String.valueOf(name),
                                String.valueOf(text).replace("${{ github.workspace }}", workspace.toString())));
        builder.environment().put("PATH", workspace.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("VALUE", value);
        builder.environment().put("GITHUB_ACTIONS", "true");
        builder.environment()
                .put("GITHUB_STEP_SUMMARY", workspace.resolve("summary").toString());
        return builder.start().waitFor();
    }

    private String fromWorkspace(String variable) {
        return String.valueOf(map(job.get("env")).get(variable)).replace("${{ github.workspace }}/", "");
    }

    private List<Map<?, ?>> steps() {
        return ((List<?>) Objects.requireNonNull(job.get("steps")))
                .stream().<Map<?, ?>>map(WorkflowExampleTest::map).toList();
    }

    private static Map<?, ?> map(@Nullable Object node) {
        return (Map<?, ?>) Objects.requireNonNull(node);
    }

    private void script(String name, String... lines) throws IOException {
        Path file = workspace.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
