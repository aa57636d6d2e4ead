package dev.backslide.sink;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/** Somebody else's program with an HTTP port on loopback, run beside the sink. Not thread-safe: one test runs it. */
final class Program implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final Process process;

    private Program(Process process) {
        this.process = process;
    }

    /** The first of these names on the path; empty where there is none. */
    static Optional<Path> find(String... names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts it and returns once it says that it is ready; its output is added to a file. */
    static Program start(List<String> command, URI ready, Path log) throws IOException {
        Program program = new Program(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
        try {
            await().atMost(START_TIMEOUT).until(() -> program.answers(ready, log));
            return program;
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
    }

    /** Body of an answer with the status 200. */
    static String get(URI url) throws IOException, InterruptedException {
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(url + " answered with HTTP status " + response.statusCode());
        }
        return response.body();
    }

    private boolean answers(URI ready, Path log) throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("it ended:\n" + Files.readString(log));
        }
        try {
            get(ready);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(10, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
