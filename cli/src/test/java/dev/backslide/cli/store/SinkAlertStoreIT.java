package dev.backslide.cli.store;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricStats;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.statistics.Summary;
import dev.backslide.core.store.AlertStore;
import dev.backslide.core.store.PinnedBaseline;
import dev.backslide.schemas.TopicSettings;
import dev.backslide.sdk.internal.pipeline.SinkClient;
import dev.backslide.sink.Sink;
import dev.backslide.sink.settings.NotificationSettings;
import dev.backslide.sink.settings.RetentionSettings;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.sink.store.Store;
import dev.backslide.sink.store.row.StoreBatch;
import dev.backslide.sink.store.row.StoredMeasurement;
import dev.backslide.testkit.AlertStoreContract;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

@ExtendWith(BrokerExtension.class)
class SinkAlertStoreIT extends AlertStoreContract {

    private final TestBroker broker;

    @TempDir
    private Path folder = Path.of("");

    private @Nullable Sink sink;

    SinkAlertStoreIT(TestBroker broker) {
        this.broker = broker;
    }

    @Override
    protected AlertStore storeOf(
            Map<String, List<MetricEvent>> history, List<RegressionAlert> revisions, List<PinnedBaseline> baselines) {
        close();
        Clock clock = Clock.systemUTC();
        SinkSettings settings = SinkSettings.of(
                broker.bootstrapServers(), TopicSettings.DEFAULT.withPrefix(broker.uniquePrefix()), folder);
        Store store = Store.open(folder, NotificationSettings.NONE, RetentionSettings.EVERYTHING, clock);
        try {
            store.writer()
                    .write(new StoreBatch(
                            history.entrySet().stream()
                                    .flatMap(series -> series.getValue().stream()
                                            .map(event -> new StoredMeasurement(series.getKey(), event)))
                                    .toList(),
                            revisions,
                            baselines.stream().map(SinkAlertStoreIT::stats).toList(),
                            List.of()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Sink started = Sink.start(settings, store, clock);
        sink = started;
        return new SinkAlertStore(new SinkClient(URI.create("http://127.0.0.1:" + started.httpPort())));
    }

    @AfterEach
    void close() {
        if (sink != null) {
            sink.close();
        }
    }

    private static MetricStats stats(PinnedBaseline baseline) {
        return new MetricStats(
                baseline.seriesKey(),
                "checkout",
                "shop",
                baseline.unit(),
                "time",
                Direction.LOWER_IS_BETTER,
                MetricStats.DEFAULT_WINDOW,
                Summary.of(new double[] {111}),
                Instant.parse("2026-01-01T00:00:00Z"),
                baseline.value());
    }
}
