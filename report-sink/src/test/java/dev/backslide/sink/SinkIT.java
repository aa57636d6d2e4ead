package dev.backslide.sink;

import dev.backslide.core.AlertState;
import dev.backslide.core.Severity;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.sink.status.SinkHealth;
import dev.backslide.sink.store.Store;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(BrokerExtension.class)
public class SinkIT {

    @TempDir
    Path folder;

    private final TestBroker broker;
    private final Publisher publisher;

    SinkIT(TestBroker broker) {
        this.broker = broker;
        this.publisher = new Publisher(broker);
    }

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void sink_metricsAlertsStats_areRowsWithOffsets() throws SQLException {
        publisher.measurements("my_model", "speed", "tokens/sec", 150, 145, 140);
        publisher.alert(Publisher.alert("a1", 1, AlertState.OPEN, Severity.WARNING, "speed"));
        publisher.stats("my_model", "speed", 150, 145, 140);

        try (Sink sink = Sink.start(settings())) {
            awaitCaughtUp(sink);
            assertThat(sink.health()).isEqualTo(SinkHealth.RUNNING);
            assertThat(sink.progress().consumed()).isEqualTo(5);
        }

        assertThat(Sql.number(folder, "SELECT count(*) FROM points")).isEqualTo(3);
        assertThat(Sql.number(folder, "SELECT count(*) FROM alerts")).isEqualTo(1);
        assertThat(Sql.number(folder, "SELECT count(*) FROM stats")).isEqualTo(1);
        assertThat(Sql.number(folder, "SELECT sum(next_offset) FROM offsets")).isEqualTo(5);
        assertThat(Sql.text(folder, "SELECT measured_at FROM measurements ORDER BY measured_at LIMIT 1"))
                .isEqualTo("2023-10-15T16:00:00.000");
    }

    @Test
    void sink_restarted_goesOnWhereItWas() throws SQLException {
        publisher.measurements("m", "n", "ms", 1, 2, 3);
        try (Sink sink = Sink.start(settings())) {
            awaitCaughtUp(sink);
        }
        publisher.measurements("m", "other", "ms", 4, 5);

        try (Sink sink = Sink.start(settings())) {
            awaitCaughtUp(sink);
            assertThat(sink.progress().consumed()).isEqualTo(2);
        }
        assertThat(Sql.number(folder, "SELECT count(*) FROM points")).isEqualTo(5);
    }

    @Test
    void sink_everythingDeliveredAgain_doublesNothing() throws SQLException {
        publisher.measurements("m", "n", "ms", 1, 2, 3);
        publisher.alert(Publisher.alert("a", 1, AlertState.OPEN, Severity.WARNING, "n"));
        publisher.alert(Publisher.alert("a", 2, AlertState.RESOLVED, Severity.WARNING, "n"));
        try (Sink sink = Sink.start(settings())) {
            awaitCaughtUp(sink);
        }
        Sql.execute(folder, "DELETE FROM offsets");
        publisher.measurements("m", "n", "ms", 1, 2, 3);

        try (Sink sink = Sink.start(settings())) {
            awaitCaughtUp(sink);
            assertThat(sink.progress().consumed()).isEqualTo(8);
        }
        assertThat(Sql.number(folder, "SELECT count(*) FROM points")).isEqualTo(3);
        assertThat(Sql.number(folder, "SELECT count(*) FROM alert_transitions")).isEqualTo(2);
        assertThat(Sql.text(folder, "SELECT state FROM alerts")).isEqualTo("RESOLVED");
    }

    @Test
    void sink_recordsThatMakeNoSense_areSkippedAndCounted() throws SQLException {
        publisher.raw("m:n", new byte[] {1, 2, 3});
        publisher.raw("m:n", new byte[0]);
        publisher.metric(Publisher.measurement("m", "future", "ms", 1, 0)
                .timestamp(Instant.now().plus(Duration.ofDays(400)))
                .build());
        publisher.measurements("m", "n", "ms", 1);
        byte[] valid = publisher
                .topics()
                .metrics()
                .valueSerde()
                .serializer()
                .serialize("", Publisher.measurement("m", "n", "ms", 1, 0).build());
        publisher.raw("another:key", valid);
        publisher.measurements("m", "after", "ms", 2);

        try (Sink sink = Sink.start(settings())) {
            awaitCaughtUp(sink);
            assertThat(sink.progress().unreadable()).isEqualTo(4);
            assertThat(sink.health().ok()).isTrue();
        }
        assertThat(Sql.number(folder, "SELECT count(*) FROM points")).isEqualTo(2);
        assertThat(Sql.number(folder, "SELECT sum(next_offset) FROM offsets")).isEqualTo(6);
    }

    @Test
    void sink_diskFull_waitsNamesCauseAndGoesOn() throws SQLException {
        Store store = Store.open(folder);
        try (Sink sink = Sink.start(settings(), store, Clock.systemUTC())) {
            awaitCaughtUp(sink);
            limitPages(store, 30);
            publisher.measurements(
                    "m", "n", "ms", IntStream.range(0, 3_000).asDoubleStream().toArray());

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(sink.health().cause()).contains("no space left"));
            assertThat(sink.health().ok()).isFalse();

            limitPages(store, 1_000_000);
            await().atMost(Duration.ofSeconds(30)).until(() -> sink.health().ok());
            awaitCaughtUp(sink);
        }
        assertThat(Sql.number(folder, "SELECT count(*) FROM points")).isEqualTo(3_000);
        assertThat(Sql.number(folder, "SELECT sum(next_offset) FROM offsets")).isEqualTo(3_000);
    }

    @Test
    void reader_whileTheSinkWrites_seesWholeTransactions() throws SQLException {
        try (Sink sink = Sink.start(settings())) {
            awaitCaughtUp(sink);
            for (int round = 0; round < 20; round++) {
                publisher.measurements("m", "n" + round, "ms", 1, 2, 3, 4, 5);
                assertThat(Sql.number(
                                folder,
                                "SELECT (SELECT count(*) FROM points)"
                                        + " - (SELECT coalesce(sum(next_offset), 0) FROM offsets)"))
                        .isZero();
            }
            awaitCaughtUp(sink);
        }
        assertThat(Sql.number(folder, "SELECT count(*) FROM points")).isEqualTo(100);
    }

    /** SQLite then says that the disk is full, as it does on a disk that is. */
    private static void limitPages(Store store, int pages) throws SQLException {
        try (Statement statement = store.writing().createStatement()) {
            statement.execute("PRAGMA max_page_count = " + pages);
        }
    }

    private SinkSettings settings() {
        return SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder);
    }

    public static void awaitCaughtUp(Sink sink) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> sink.health().ok() && sink.progress().lag() == 0);
    }
}
