package dev.backslide.detector;

import dev.backslide.core.detection.history.HistoryPoint;
import dev.backslide.core.detection.history.MeasurementTime;
import dev.backslide.detector.state.HistorySlotSerde;
import dev.backslide.detector.state.SeriesCacheBudget;
import dev.backslide.detector.state.SeriesRecord;
import dev.backslide.detector.state.SeriesRecordSerde;
import dev.backslide.detector.state.TopologyNames;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a {@link SeriesProcessor} for each task, and brings its two stores. Thread-safe. */
final class SeriesProcessorSupplier implements ProcessorSupplier<String, Object, String, Object> {

    /** One slot of the windowed history: a millisecond. */
    private static final Duration SLOT = Duration.ofMillis(1);

    private final DetectorSettings settings;
    private final Clock clock;
    private final FaultTracker faults;
    private final SeriesCacheBudget budget;

    SeriesProcessorSupplier(DetectorSettings settings, Clock clock, FaultTracker faults) {
        this.settings = settings;
        this.clock = clock;
        this.faults = faults;
        this.budget = new SeriesCacheBudget(settings.heapPercent());
    }

    @Override
    public Processor<String, Object, String, Object> get() {
        return new SeriesProcessor(
                settings, new MetricGuard(clock, settings.history().maxAge()), faults, budget);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(history(), stats());
    }

    private StoreBuilder<WindowStore<String, List<HistoryPoint>>> history() {
        // What the guard lets in from the future must not push the oldest that is kept out of the store.
        Duration retention =
                settings.history().maxAge().plus(MeasurementTime.MAX_AHEAD).plusDays(1);
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(TopologyNames.HISTORY_STORE, retention, SLOT, false),
                        Serdes.String(),
                        new HistorySlotSerde())
                .withLoggingEnabled(Map.of())
                .withCachingDisabled();
    }

    private StoreBuilder<KeyValueStore<String, SeriesRecord>> stats() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(TopologyNames.STATS_STORE),
                        Serdes.String(),
                        new SeriesRecordSerde())
                .withLoggingEnabled(Map.of())
                .withCachingDisabled();
    }
}
