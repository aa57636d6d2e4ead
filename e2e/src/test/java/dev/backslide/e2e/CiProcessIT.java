package dev.backslide.e2e;

import dev.backslide.e2e.BackslideProcess.Finished;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code backslide ci} as a process: its command's output, and what signals do. */
class CiProcessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    @Test
    void output_ofTheCommand_passesUntouched_andTheOutcomeFollows() throws Exception {
        Finished run = BackslideProcess.run(
                folder, "ci", "--", "sh", "-c", "printf 'one\\n\\033[31mred\\033[0m\\n'; echo trouble >&2");

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.out()).startsWith("one\n\u001b[31mred\u001b[0m\nINCONCLUSIVE: nothing was measured");
        assertThat(run.err()).isEqualTo("trouble\n");
    }

    @Test
    void output_notATerminal_hasNoColour() throws Exception {
        Finished run = BackslideProcess.run(folder, "ci", "--", "true");

        assertThat(run.out()).doesNotContain("\u001b");
    }

    @Test
    void sigterm_endsTheCommandAndWhatItStarted() throws Exception {
        try (BackslideProcess gate = BackslideProcess.start(
                folder, "ci", "--", "sh", "-c", "sleep 300 & echo $$ $! > pids.part; mv pids.part pids; wait")) {
            Path pids = folder.resolve("pids");
            await().atMost(PATIENCE).until(() -> Files.exists(pids));
            List<Long> family = family(pids);
            assertThat(family).allMatch(pid -> ProcessHandle.of(pid).isPresent());

            gate.terminate();

            assertThat(gate.exitCode()).isEqualTo(143);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(family)
                            .noneMatch(pid -> ProcessHandle.of(pid)
                                    .map(ProcessHandle::isAlive)
                                    .orElse(false)));
        }
    }

    private static List<Long> family(Path pids) throws IOException {
        return List.of(Files.readString(pids).strip().split(" ")).stream()
                .map(Long::valueOf)
                .toList();
    }
}
