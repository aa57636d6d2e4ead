package dev.backslide.detector;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.Decision;
import dev.backslide.core.detection.Policy;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

import java.util.function.BiFunction;

/**
 * Hands each event to the monitor of its series, keeps what the monitor needs, and forwards what it says. Exactly once: stores,
 * outputs and input position commit together, and the heap is dropped with the task. Not thread-safe: one stream thread.
 */
final class SeriesProcessor implements Processor<String, MetricEvent, String, Object> {

    private final DetectorSettings settings;
    private final MetricGuard guard;
    private final BiFunction<SeriesKey, MetricEvent, Policy> policies;
    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable SeriesStores stores;
    private @Nullable HotSeriesCache cache;
    private @Nullable StatsPublisher stats;

    SeriesProcessor(DetectorSettings settings, MetricGuard guard, BiFunction<SeriesKey, MetricEvent, Policy> policies) {
        this.settings = settings;
        this.guard = guard;
        this.policies = policies;
    }

    @Override
    public void init(ProcessorContext<String, Object> newContext) {
        context = newContext;
        SeriesStores newStores = new SeriesStores(
                newContext.getStateStore(Nodes.HISTORY_STORE),
                newContext.getStateStore(Nodes.STATS_STORE),
                settings.history());
        StatsPublisher publisher = new StatsPublisher(newContext, newStores, settings.statsInterval());
        stores = newStores;
        stats = publisher;
        HotSeriesCache newCache = new HotSeriesCache(settings.hotSeries(), newStores, publisher::publishIfPending);
        cache = newCache;
        newContext.schedule(settings.statsInterval(), PunctuationType.WALL_CLOCK_TIME, now -> {
            publisher.recoverOnce(newCache::get);
            publisher.publishPending(now);
        });
    }

    @Override
    public void process(Record<String, MetricEvent> record) {
        MetricEvent event = guard.check(record);
        HotSeriesCache hot = initialized(cache);
        HotSeries series = hot.get(record.key());
        Policy policy = policies.apply(series.key(), event);
        Decision decision;
        try {
            decision = series.accept(event, policy);
        } catch (RuntimeException e) {
            hot.forget(record.key());
            throw e;
        }
        keep(series, decision);
        forward(record, decision);
        if (decision.isStored()) {
            initialized(stats).changed(series, record.timestamp());
        }
    }

    private void keep(HotSeries series, Decision decision) {
        SeriesStores kept = initialized(stores);
        if (decision.isStored()) {
            kept.append(series, decision.point());
            kept.drop(series, decision.dropped());
        }
        if (decision.memoryChanged()) {
            kept.put(series);
        }
    }

    private void forward(Record<String, MetricEvent> record, Decision decision) {
        ProcessorContext<String, Object> out = initialized(context);
        for (RegressionAlert alert : decision.alerts()) {
            out.forward(record.withValue(alert), Nodes.ALERTS);
        }
        if (decision.verdict() != null) {
            out.forward(record.withValue(decision.verdict()), Nodes.VERDICTS);
        }
    }

    private static <T> T initialized(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("used before init");
        }
        return part;
    }
}
