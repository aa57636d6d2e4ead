package dev.backslide.sdk.internal.run;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A folder that may lie in a git repository, asked through the {@code git} command. Thread-safe. */
public final class GitCheckout {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{7,64}");

    private final Path directory;

    public GitCheckout(Path directory) {
        this.directory = directory;
    }

    /** A commit and the time it was committed. */
    record Revision(String commit, Instant time) {}

    /** The named commit, or the checked-out one where the name is null; null: git does not know. */
    @Nullable
    Revision revision(@Nullable String commit) {
        String name = commit == null ? "HEAD" : commit;
        if (commit != null && !COMMIT.matcher(commit).matches()) {
            return null;
        }
        String answer = git("log", "-1", "--format=%H %ct", name, "--");
        String[] parts = answer == null ? new String[0] : answer.split(" ", -1);
        return parts.length == 2 ? new Revision(parts[0], Instant.ofEpochSecond(Long.parseLong(parts[1]))) : null;
    }

    /** The checked-out branch; null: detached, or git does not know. */
    @Nullable
    String branch() {
        return git("symbolic-ref", "--short", "-q", "HEAD");
    }

    /** One line of output; null: no git, no repository, no answer in time. */
    private @Nullable String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return null;
            }
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() != 0 || answer.isEmpty() ? null : answer;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
