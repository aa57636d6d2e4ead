package dev.backslide.e2e;

import dev.backslide.cli.Main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The {@code backslide} command in a process of its own, as a shell starts it. Not thread-safe. */
final class BackslideProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final Path out;
    private final Path err;

    private BackslideProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a command in a folder; its output goes to files there. */
    static BackslideProcess start(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        try {
            Path out = Files.createTempFile(folder, arguments[0] + "-", ".out");
            Path err = Files.createTempFile(folder, arguments[0] + "-", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("BACKSLIDE_"));
            return new BackslideProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end. */
    static Finished run(Path folder, String... arguments) throws InterruptedException {
        try (BackslideProcess started = start(folder, arguments)) {
            return new Finished(started.exitCode(), started.out(), started.err());
        }
    }

    /** How a command ended. */
    record Finished(int code, String out, String err) {}

    /** Waits until the output holds a text, and returns all of it. */
    String awaitOutput(String text) {
        await("'" + text + "' in " + out).atMost(PATIENCE).until(() -> {
            assertThat(process.isAlive() || out().contains(text)).as(err()).isTrue();
            return out().contains(text);
        });
        return out();
    }

    /** The word after a label in the output. */
    String announced(String label) {
        return awaitOutput("In another terminal")
                .lines()
                .filter(line -> line.contains(label))
                .map(line ->
                        line.substring(line.indexOf(label) + label.length()).strip())
                .findFirst()
                .orElseThrow();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(() -> "still running: " + process.info().commandLine())
                .isTrue();
        return process.exitValue();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            kill();
        }
    }
}
