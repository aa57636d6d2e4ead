package dev.backslide.detector;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.detection.monitor.CommandOutcome;
import dev.backslide.core.detection.monitor.Decision;
import dev.backslide.detector.state.CachedSeries;
import dev.backslide.detector.state.SeriesCache;
import dev.backslide.detector.state.SeriesCacheBudget;
import dev.backslide.detector.state.SeriesStores;
import dev.backslide.detector.state.TopologyNames;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Hands each event and each command to the monitor of its series, keeps what the monitor needs, and forwards what it says.
 * Exactly once: stores, outputs and input position commit together, and the heap is dropped with the task. Not thread-safe: one
 * stream thread.
 */
final class SeriesProcessor implements Processor<String, Object, String, Object> {

    private final DetectorSettings settings;
    private final MetricGuard guard;
    private final FaultTracker faults;
    private final SeriesCacheBudget budget;
    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable SeriesStores stores;
    private @Nullable SeriesCache cache;
    private @Nullable StatsPublisher stats;

    SeriesProcessor(DetectorSettings settings, MetricGuard guard, FaultTracker faults, SeriesCacheBudget budget) {
        this.settings = settings;
        this.guard = guard;
        this.faults = faults;
        this.budget = budget;
    }

    @Override
    public void init(ProcessorContext<String, Object> newContext) {
        context = newContext;
        SeriesStores newStores = new SeriesStores(
                newContext.getStateStore(TopologyNames.HISTORY_STORE),
                newContext.getStateStore(TopologyNames.STATS_STORE),
                settings.history(),
                settings.policies());
        StatsPublisher publisher = new StatsPublisher(newContext, newStores, settings.statsInterval());
        stores = newStores;
        stats = publisher;
        SeriesCache newCache = new SeriesCache(budget, newStores, publisher::publishIfPending);
        cache = newCache;
        newContext.schedule(settings.statsInterval(), PunctuationType.WALL_CLOCK_TIME, now -> {
            publisher.recoverOnce(newCache::get);
            publisher.publishPending(now);
            faults.worked(newContext.taskId());
        });
    }

    @Override
    public void process(Record<String, Object> record) {
        if (record.value() instanceof AlertCommand command) {
            process(record, guard.check(record.key(), command));
        } else {
            process(record, guard.check(record.key(), (MetricEvent) record.value()));
        }
    }

    private void process(Record<String, Object> record, AlertCommand command) {
        CachedSeries series = initialized(cache).get(record.key());
        CommandOutcome outcome = series.monitor().apply(command);
        if (outcome.refusal() != null) {
            throw new InvalidMetricException(outcome.refusal());
        }
        if (outcome.memoryChanged()) {
            initialized(stores).put(series);
            initialized(stats).changed(series, record.timestamp());
            initialized(cache).changed(series);
        }
        forward(record, outcome.alerts());
    }

    private void process(Record<String, Object> record, MetricEvent event) {
        SeriesCache hot = initialized(cache);
        CachedSeries series = hot.get(record.key());
        Decision decision;
        try {
            decision = series.accept(event);
        } catch (RuntimeException e) {
            hot.forget(record.key());
            initialized(stats).forget(record.key());
            throw e;
        }
        keep(series, decision);
        forward(record, decision.alerts());
        if (decision.verdict() != null) {
            initialized(context).forward(record.withValue(decision.verdict()), TopologyNames.VERDICTS);
        }
        if (decision.isStored()) {
            initialized(stats).changed(series, record.timestamp());
        }
        hot.changed(series);
    }

    private void keep(CachedSeries series, Decision decision) {
        SeriesStores kept = initialized(stores);
        if (decision.isStored()) {
            kept.append(series, decision.point());
            kept.drop(series, decision.dropped());
        }
        if (decision.memoryChanged()) {
            kept.put(series);
        }
    }

    private void forward(Record<String, Object> record, List<RegressionAlert> alerts) {
        ProcessorContext<String, Object> out = initialized(context);
        for (RegressionAlert alert : alerts) {
            out.forward(record.withValue(alert), TopologyNames.ALERTS);
        }
    }

    @Override
    public void close() {
        SeriesCache left = cache;
        if (left != null) {
            left.close();
            cache = null;
        }
    }

    private static <T> T initialized(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("used before init");
        }
        return part;
    }
}
