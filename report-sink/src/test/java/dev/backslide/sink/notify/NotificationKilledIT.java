package dev.backslide.sink.notify;

import dev.backslide.core.AlertState;
import dev.backslide.core.Severity;
import dev.backslide.sink.Publisher;
import dev.backslide.sink.Sink;
import dev.backslide.sink.SinkIT;
import dev.backslide.sink.SinkProcess;
import dev.backslide.sink.Sql;
import dev.backslide.sink.TestReceiver;
import dev.backslide.sink.settings.NotificationSettings;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(BrokerExtension.class)
class NotificationKilledIT {

    private static final int ALERTS = 300;
    private static final int KILLS = 3;

    @TempDir
    Path folder;

    /** Delivered at least once means: what was on its way when the sink died may come twice, with the same key. */
    @Test
    void sink_killedWhileTelling_losesNothingAndKeepsTheOrder(TestBroker broker) throws Exception {
        try (Publisher publisher = new Publisher(broker);
                TestReceiver receiver = new TestReceiver()) {
            for (int i = 0; i < ALERTS; i++) {
                Instant now = Instant.now();
                publisher.alert(Publisher.alert("a" + i, 1, AlertState.OPEN, Severity.WARNING, "n", now));
                publisher.alert(Publisher.alert("a" + i, 2, AlertState.RESOLVED, Severity.WARNING, "n", now));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                int enough = kill * ALERTS / KILLS;
                Process process = SinkProcess.start(broker, publisher, folder, receiver.url("/hook"));
                try {
                    await().atMost(Duration.ofSeconds(60))
                            .pollInterval(Duration.ofMillis(2))
                            .until(() -> receiver.accepted().size() >= enough || !process.isAlive());
                } finally {
                    process.destroyForcibly().waitFor();
                }
            }
            SinkSettings settings = SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder)
                    .withNotifications(NotificationSettings.NONE.withReceivers(receiver.url("/hook"), null));
            try (Sink sink = Sink.start(settings)) {
                SinkIT.awaitCaughtUp(sink);
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(Sql.number(folder, "SELECT count(*) FROM notifications"))
                                .isZero());
            }

            List<String> keys =
                    receiver.accepted().stream().map(TestReceiver.Request::key).toList();
            assertThat(keys)
                    .containsAll(IntStream.range(0, ALERTS)
                            .boxed()
                            .flatMap(i -> java.util.stream.Stream.of("a" + i + "-1", "a" + i + "-2"))
                            .toList());
            assertThat(keys.size())
                    .as("twice at most what was on its way at each kill")
                    .isLessThanOrEqualTo(2 * ALERTS + KILLS);
            Map<String, Integer> first = new HashMap<>();
            IntStream.range(0, keys.size()).forEach(i -> first.putIfAbsent(keys.get(i), i));
            assertThat(IntStream.range(0, ALERTS))
                    .allMatch(i -> first.getOrDefault("a" + i + "-1", 0) < first.getOrDefault("a" + i + "-2", 0));
        }
    }
}
