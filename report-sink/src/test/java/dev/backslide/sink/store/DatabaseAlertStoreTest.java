package dev.backslide.sink.store;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricStats;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.statistics.Summary;
import dev.backslide.core.store.AlertStore;
import dev.backslide.core.store.PinnedBaseline;
import dev.backslide.sink.store.row.StoreBatch;
import dev.backslide.sink.store.row.StoredMeasurement;
import dev.backslide.testkit.AlertStoreContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class DatabaseAlertStoreTest extends AlertStoreContract {

    @TempDir
    private Path folder = Path.of("");

    private @Nullable Store store;

    @Override
    protected AlertStore storeOf(
            Map<String, List<MetricEvent>> history, List<RegressionAlert> revisions, List<PinnedBaseline> baselines) {
        close();
        Store opened = Store.open(folder);
        store = opened;
        try {
            opened.writer()
                    .write(new StoreBatch(
                            history.entrySet().stream()
                                    .flatMap(series -> series.getValue().stream()
                                            .map(event -> new StoredMeasurement(series.getKey(), event)))
                                    .toList(),
                            revisions,
                            baselines.stream()
                                    .map(DatabaseAlertStoreTest::stats)
                                    .toList(),
                            List.of()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new DatabaseAlertStore(new StoreReader(opened.connections()));
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
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
