package dev.backslide.sink;

import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(BrokerExtension.class)
class SinkKilledIT {

    private static final int EVENTS = 60_000;
    private static final int KILLS = 3;
    private static final String ROWS = "SELECT count(*) FROM points";
    private static final String OFFSETS = "SELECT coalesce(sum(next_offset), 0) FROM offsets";

    @TempDir
    Path folder;

    /** Each record is another row, so rows and offsets agree exactly where both are of the same transactions. */
    @Test
    void sink_killedWhileWriting_losesAndDoublesNothing(TestBroker broker) throws Exception {
        try (Publisher publisher = new Publisher(broker)) {
            for (int i = 0; i < EVENTS; i++) {
                publisher.metric(
                        Publisher.measurement("m" + i % 50, "n", "ms", i, i).build());
            }
            publisher.flush();
            for (int kill = 1; kill <= KILLS; kill++) {
                killOnceItWrote(broker, publisher);
                assertThat(Sql.number(folder, ROWS)).isEqualTo(Sql.number(folder, OFFSETS));
            }

            try (Sink sink = Sink.start(SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder))) {
                SinkIT.awaitCaughtUp(sink);
            }
            assertThat(Sql.number(folder, ROWS)).isEqualTo(EVENTS);
            assertThat(Sql.number(folder, OFFSETS)).isEqualTo(EVENTS);
        }
    }

    private void killOnceItWrote(TestBroker broker, Publisher publisher) throws IOException, InterruptedException {
        long before = rows();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SinkProcess.class.getName(),
                        broker.bootstrapServers(),
                        publisher.settings().prefix(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("process.log").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> rows() > before || rows() == EVENTS || !process.isAlive());
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(rows()).as(Files.readString(folder.resolve("process.log"))).isPositive();
    }

    private long rows() {
        try {
            return Files.exists(folder.resolve("backslide.db")) ? Sql.number(folder, ROWS) : 0;
        } catch (SQLException e) {
            return 0;
        }
    }
}
