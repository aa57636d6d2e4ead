package dev.backslide.sink;

import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.DoubleStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is wrong with a sink is answered at {@code /health} with 503 and its cause. */
@ExtendWith(BrokerExtension.class)
class SinkHealthIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAGE = 4_096;

    private final Path folder;
    private final Path database;
    private final Publisher publisher;
    private final SinkSettings settings;

    SinkHealthIT(TestBroker broker, @TempDir Path folder) {
        this.folder = folder;
        database = folder.resolve("backslide.db");
        publisher = new Publisher(broker);
        settings = SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder);
    }

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void database_thatIsDeleted_isTold_andIsGoneForGoodAfterAWhile() throws Exception {
        try (Sink sink = started()) {
            Files.delete(database);
            isUnwell(sink, "was deleted while it was open");
            await().atMost(PATIENCE.multipliedBy(3)).until(() -> sink.health().stopped());
            isUnwell(sink, "start the sink again");
        }
    }

    @Test
    void database_thatIsReplaced_isTold_untilItIsBack() throws Exception {
        try (Sink sink = started()) {
            Path aside = Files.move(database, folder.resolve("aside.db"));
            Files.copy(aside, database);
            isUnwell(sink, "was replaced while it was open");
            Files.move(aside, database, StandardCopyOption.REPLACE_EXISTING);
            assertThat(health(sink).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void database_thatIsDamaged_isTold_fromTheStart() throws Exception {
        publisher.measurements(
                "m", "n", "ms", DoubleStream.iterate(1, v -> v + 1).limit(2_000).toArray());
        started().close();
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            long pages = file.length() / PAGE;
            assertThat(pages).isGreaterThan(40);
            for (long page = pages / 2; page < pages / 2 + 10; page++) {
                file.seek(page * PAGE);
                file.write(new byte[PAGE]);
            }
        }
        try (Sink sink = Sink.start(settings)) {
            await().atMost(PATIENCE).untilAsserted(() -> isUnwell(sink, "is damaged"));
        }
    }

    @Test
    void sink_whoseThreadHasEnded_hasStoppedForGood() throws Exception {
        try (Sink sink = started()) {
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("backslide-sink"))
                    .forEach(Thread::interrupt);
            await().atMost(PATIENCE).until(() -> sink.health().stopped());
            isUnwell(sink, "start the sink again");
        }
    }

    private Sink started() {
        Sink sink = Sink.start(settings);
        SinkIT.awaitCaughtUp(sink);
        return sink;
    }

    private static void isUnwell(Sink sink, String cause) throws Exception {
        HttpResponse<String> answer = health(sink);
        assertThat(answer.body()).contains("\"ok\":false").contains(cause);
        assertThat(answer.statusCode()).isEqualTo(503);
    }

    private static HttpResponse<String> health(Sink sink) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sink.httpPort() + "/health"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
