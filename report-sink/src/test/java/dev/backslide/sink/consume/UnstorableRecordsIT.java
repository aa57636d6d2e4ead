package dev.backslide.sink.consume;

import dev.backslide.core.AlertState;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricStats;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Run;
import dev.backslide.core.Severity;
import dev.backslide.core.statistics.Summary;
import dev.backslide.sink.Publisher;
import dev.backslide.sink.Sink;
import dev.backslide.sink.SinkIT;
import dev.backslide.sink.Sql;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.sink.store.Store;
import dev.backslide.sink.store.row.Micros;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** Records that can be read and not stored: they stop nothing. */
@ExtendWith(BrokerExtension.class)
public class UnstorableRecordsIT {

    /** What some programs send for "no time". */
    private static final Instant SENTINEL = Micros.toInstant(Long.MIN_VALUE);

    private final Path folder;
    private final Publisher publisher;
    private final SinkSettings settings;

    UnstorableRecordsIT(TestBroker broker, @TempDir Path folder) {
        this.folder = folder;
        publisher = new Publisher(broker);
        settings = SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder);
    }

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void timesThatCannotBeCounted_andNoNumbers_areSkipped_onEveryTopic() throws SQLException {
        publisher.metric(Publisher.measurement("m", "n", "ms", 1, 0)
                .timestamp(SENTINEL)
                .run(new Run(null, null, Publisher.START, null, null))
                .build());
        publisher.alert(alert("timestamp", SENTINEL, Publisher.START, null, 0));
        publisher.alert(alert("opened", Publisher.START, SENTINEL, null, 0));
        publisher.alert(alert("snoozed", Publisher.START, Publisher.START, SENTINEL, 0));
        publisher.alert(alert("floor", Publisher.START, Publisher.START, null, Double.NaN));
        publisher.stats(stats("broken", SENTINEL));
        publisher.measurements("m", "n", "ms", 2);
        publisher.alert(alert("good", Publisher.START, Publisher.START, null, 0));
        publisher.stats(stats("good", Publisher.START));

        try (Sink sink = Sink.start(settings)) {
            SinkIT.awaitCaughtUp(sink);
            assertThat(sink.progress().unreadable()).isEqualTo(6);
        }
        assertThat(Sql.number(folder, "SELECT count(*) FROM points")).isEqualTo(1);
        assertThat(Sql.text(folder, "SELECT group_concat(alert_id) FROM alerts"))
                .isEqualTo("good");
        assertThat(Sql.text(folder, "SELECT group_concat(metric_name) FROM stats"))
                .isEqualTo("good");
        assertThat(Sql.number(folder, "SELECT sum(next_offset) FROM offsets")).isEqualTo(9);
    }

    @Test
    void rowThatTheStoreRefuses_isSkipped_andItsNeighboursAreStored() throws SQLException {
        Store.open(folder).close();
        Sql.execute(
                folder,
                "CREATE TRIGGER unlucky BEFORE INSERT ON points WHEN NEW.value = 13"
                        + " BEGIN SELECT RAISE(ABORT, 'unlucky'); END");
        publisher.measurements("m", "n", "ms", 12, 13, 14);
        publisher.measurements("m", "only", "ms", 13);

        try (Sink sink = Sink.start(settings)) {
            SinkIT.awaitCaughtUp(sink);
            assertThat(sink.progress().unreadable()).isEqualTo(2);
            publisher.measurements("m", "only", "ms", 12, 14);
            SinkIT.awaitCaughtUp(sink);
        }
        assertThat(Sql.text(folder, "SELECT group_concat(value) FROM (SELECT value FROM measurements ORDER BY 1)"))
                .isEqualTo("12.0,12.0,14.0,14.0");
        assertThat(Sql.number(folder, "SELECT sum(next_offset) FROM offsets")).isEqualTo(6);
    }

    public static RegressionAlert alert(
            String id, Instant timestamp, Instant openedAt, @Nullable Instant until, double floor) {
        RegressionAlert plain = Publisher.alert(id, 1, AlertState.SNOOZED, Severity.WARNING, "n");
        return RegressionAlert.builder()
                .alertId(plain.alertId())
                .fingerprint(plain.fingerprint())
                .revision(plain.revision())
                .state(plain.state())
                .severity(plain.severity())
                .seriesKey(plain.seriesKey())
                .metricName(plain.metricName())
                .modelName(plain.modelName())
                .unit(plain.unit())
                .category(plain.category())
                .direction(plain.direction())
                .detector(plain.detector())
                .previousValue(plain.previousValue())
                .currentValue(plain.currentValue())
                .changePercent(plain.changePercent())
                .thresholdPercent(plain.thresholdPercent())
                .floor(floor)
                .noisePercent(plain.noisePercent())
                .strength(plain.strength())
                .timestamp(timestamp)
                .openedAt(openedAt)
                .eventId(plain.eventId())
                .lastGoodCommit(plain.lastGoodCommit())
                .firstBadCommit(plain.firstBadCommit())
                .message(plain.message())
                .reason(plain.reason())
                .pinnedBaseline(plain.pinnedBaseline())
                .actor(plain.actor())
                .snoozedUntil(until)
                .build();
    }

    private static MetricStats stats(String name, Instant latest) {
        return new MetricStats(
                "m:" + name,
                name,
                "m",
                "ms",
                "time",
                Direction.LOWER_IS_BETTER,
                MetricStats.DEFAULT_WINDOW,
                Summary.of(new double[] {1}),
                latest,
                null);
    }
}
