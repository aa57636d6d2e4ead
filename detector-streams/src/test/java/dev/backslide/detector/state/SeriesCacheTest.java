package dev.backslide.detector.state;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.rule.Policies;
import dev.backslide.detector.DetectorDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The heap that series take: bounded in bytes, whether they are many or long. */
class SeriesCacheTest {

    private static final int SHARE_BYTES = 200_000;

    private final DetectorDriver detector;
    private final SeriesCacheBudget budget = new SeriesCacheBudget(10 * SHARE_BYTES, 10);
    private final List<String> evicted = new ArrayList<>();
    private final SeriesCache cache;

    SeriesCacheTest(@TempDir Path folder) {
        detector = new DetectorDriver(folder);
        cache = cache();
    }

    private SeriesCache cache() {
        SeriesStores stores = new SeriesStores(
                detector.driver.getWindowStore(TopologyNames.HISTORY_STORE),
                detector.driver.getKeyValueStore(TopologyNames.STATS_STORE),
                HistoryLimits.DEFAULT,
                Policies.DEFAULT);
        return new SeriesCache(budget, stores, series -> evicted.add(series.text()));
    }

    @AfterEach
    void close() {
        detector.close();
    }

    @Test
    void seriesOfOneMeasurement_manyFit_andThoseUsedLastStay() {
        for (int i = 0; i < 1_000; i++) {
            accept("m:n" + i, 0);
        }
        assertThat(cache.size()).isBetween(SHARE_BYTES / 2_000, SHARE_BYTES / 1_000);
        assertThat(evicted).hasSize(1_000 - cache.size()).startsWith("m:n0", "m:n1", "m:n2");
    }

    @Test
    void seriesThatGrow_pushOthersOut_neverTheOneInUse() {
        for (int i = 0; i < 100; i++) {
            accept("m:n" + i, 0);
        }
        assertThat(evicted).isEmpty();
        for (int i = 0; i < 300; i++) {
            for (int series = 0; series < 8; series++) {
                accept("m:n" + series, 1 + i);
            }
        }
        assertThat(evicted)
                .hasSizeGreaterThan(30)
                .doesNotContain("m:n0", "m:n7")
                .startsWith("m:n8", "m:n9");
    }

    @Test
    void secondTask_takesHalf_untilItCloses() {
        try (SeriesCache second = cache()) {
            for (int i = 0; i < 1_000; i++) {
                accept("m:n" + i, 0);
            }
            assertThat(second.size()).isZero();
        }
        int half = cache.size();
        for (int i = 0; i < 1_000; i++) {
            accept("m:n" + i, 0);
        }
        assertThat(cache.size()).isBetween(2 * half - 2, 2 * half + 2);
    }

    private void accept(String key, int minute) {
        CachedSeries series = cache.get(key);
        series.accept(MetricEvent.builder("m", key.substring(2), 100 + minute % 7, "ms")
                .eventId("e" + minute)
                .timestamp(DetectorDriver.NOW.plusSeconds(60L * minute))
                .build());
        cache.changed(series);
    }
}
