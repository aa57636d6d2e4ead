package dev.backslide.cli.gate;

import dev.backslide.cli.context.CommandFailure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command with this process's input and output, and ends it, with all it has started, when this process is told to end.
 * Not thread-safe: one a command.
 */
final class ChildCommand {

    /** Ctrl-C reaches the command as well: it gets a moment to end by itself before it is told once more. */
    private static final Duration BY_ITSELF = Duration.ofMillis(500);

    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Between two looks at what the command has started: once it is gone, nothing says what that was. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final List<String> command;
    private final Path workingDir;
    private final Map<String, String> variables;
    private final Set<ProcessHandle> family = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /** @param variables the command's whole environment */
    ChildCommand(List<String> command, Path workingDir, Map<String, String> variables) {
        this.command = List.copyOf(command);
        this.workingDir = workingDir;
        this.variables = Map.copyOf(variables);
    }

    /**
     * Runs it to its end.
     *
     * @return its exit status; 128 and the signal's number where a signal ended it
     * @throws CommandFailure when it cannot be started, or this process was told to end meanwhile
     */
    int run() throws InterruptedException {
        Process process = start();
        Thread hook = new Thread(() -> stop(process), "backslide-stop-command");
        Runtime.getRuntime().addShutdownHook(hook);
        while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            family.removeIf(member -> !member.isAlive());
            process.descendants().forEach(family::add);
        }
        if (stopping || !isRemoved(hook)) {
            throw new CommandFailure("stopped while the command was running; nothing was judged");
        }
        return process.exitValue();
    }

    /** Whether it will not run any more; false: the JVM is exiting. */
    private static boolean isRemoved(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private Process start() {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(workingDir.toFile()).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(variables);
        try {
            return builder.start();
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage()).replaceFirst("^.*error=\\d+, ", "");
            throw new CommandFailure(
                    "command '" + command.get(0) + "' cannot be started (" + message
                            + "); name a program and its arguments after '--'",
                    e);
        }
    }

    private void stop(Process process) {
        stopping = true;
        family.add(process.toHandle());
        process.descendants().forEach(family::add);
        try {
            if (process.waitFor(BY_ITSELF.toMillis(), TimeUnit.MILLISECONDS)
                    && family.stream().noneMatch(ProcessHandle::isAlive)) {
                return;
            }
            family.forEach(ProcessHandle::destroy);
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                family.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            family.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
