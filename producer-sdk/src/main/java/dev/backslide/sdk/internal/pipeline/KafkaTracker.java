package dev.backslide.sdk.internal.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.report.MarkdownReport;
import dev.backslide.core.statistics.Summary;
import dev.backslide.sdk.MetricPublisher;
import dev.backslide.sdk.PublisherSettings;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.internal.local.HistoryMerge;
import dev.backslide.sdk.internal.local.LocalSeries;
import dev.backslide.sdk.internal.local.LocalState;
import dev.backslide.sdk.internal.publish.EventValidator;
import dev.backslide.sdk.internal.run.EventFactory;
import dev.backslide.sdk.internal.run.TrackerSettings;
import dev.backslide.sdk.internal.storage.CommandPositions;
import dev.backslide.sdk.internal.storage.HistoryFile;
import dev.backslide.sdk.internal.storage.JournalEntry;
import dev.backslide.sdk.internal.storage.TextFiles;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import dev.backslide.sdk.tracker.ResultsFile;
import dev.backslide.sdk.tracker.TrackerData;
import dev.backslide.sdk.tracker.TrackerFile;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Publishes to the pipeline, waits for its verdicts, and asks the sink for what is stored. Questions wait until the sink has
 * stored what this tracker recorded before. Measurements are in the metrics topic exactly once. Thread-safe.
 */
public final class KafkaTracker implements PerformanceRegressionTracker {

    private final TrackerSettings settings;
    private final PublisherSettings kafka;
    private final URI sinkUrl;
    private final EventValidator validator;
    private final EventFactory measuring;
    private final MetricPublisher publisher;
    private final SinkQueries sink;
    private final @Nullable ResultsFile results;

    private KafkaTracker(PublisherSettings kafka, URI sinkUrl, TrackerSettings settings) {
        this.settings = settings;
        this.kafka = kafka;
        this.sinkUrl = sinkUrl;
        this.validator = new EventValidator(kafka.dimensions(), settings.clock());
        this.measuring = new EventFactory(settings);
        this.sink = new SinkQueries(new SinkClient(sinkUrl), settings.verdictTimeout());
        this.publisher = MetricPublisher.start(kafka);
        this.results = settings.resultsFile() == null ? null : new ResultsFile(settings.resultsFile());
    }

    /** @throws org.apache.kafka.common.KafkaException when the client settings are wrong */
    public static KafkaTracker start(PublisherSettings kafka, URI sinkUrl, TrackerSettings settings) {
        return new KafkaTracker(kafka, sinkUrl, settings);
    }

    @Override
    public VerdictOutcome addMetric(MetricEvent metric) {
        if (metric == null) {
            return EventValidator.NO_MEASUREMENT;
        }
        MetricEvent event = measuring.underPolicies(metric);
        VerdictOutcome outcome = publisher.recordAndAwait(event, settings.verdictTimeout());
        sink.recorded();
        if (results != null) {
            results.append(event, outcome instanceof NotSent ? null : validator.seriesKeyOf(event), outcome);
        }
        return outcome;
    }

    @Override
    public VerdictOutcome recordMetric(
            String name, double value, String unit, String modelName, String category, Map<String, String> metadata) {
        return measuring.record(name, value, unit, modelName, category, metadata, results, this::addMetric);
    }

    @Override
    public MetricVerdict checkRegression(String metricKey, MetricEvent current) {
        LocalSeries series = new LocalSeries(metricKey, settings.policies());
        getMetricHistory(metricKey).forEach(event -> series.follow(JournalEntry.of(metricKey, event, List.of())));
        getAlerts().stream()
                .filter(alert -> alert.seriesKey().equals(metricKey))
                .forEach(alert -> series.follow(JournalEntry.of(alert)));
        return series.check(EventValidator.requestingVerdict(current, true));
    }

    @Override
    public String seriesKeyOf(MetricEvent event) {
        return validator.seriesKeyOf(event);
    }

    @Override
    public Optional<MetricEvent> getPreviousMetric(String metricKey) {
        List<MetricEvent> history = getMetricHistory(metricKey);
        return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    }

    @Override
    public List<MetricEvent> getMetricHistory(String metricKey) {
        return sink.history(metricKey);
    }

    @Override
    public Optional<Summary> getHistoricalStats(String metricKey, int windowSize) {
        if (windowSize < 1) {
            throw new IllegalArgumentException("windowSize was " + windowSize + " but it must be at least 1");
        }
        return sink.stats(metricKey, windowSize).map(KafkaTracker::summary);
    }

    @Override
    public List<RegressionAlert> getAlerts() {
        return sink.standingAlerts().stream().sorted(MarkdownReport.ALERT_ORDER).toList();
    }

    @Override
    public void resetAlerts() {
        List<RegressionAlert> standing = getAlerts();
        if (standing.isEmpty()) {
            return;
        }
        try (CommandSender commands = new CommandSender(kafka);
                DetectorProgress detector = new DetectorProgress(kafka)) {
            standing.forEach(alert ->
                    commands.send(LocalState.reset(alert, settings.clock().instant())));
            detector.awaitNothingLeft(settings.verdictTimeout());
        }
        sink.recorded();
    }

    @Override
    public void saveHistory() {
        publisher.flush(settings.verdictTimeout());
        save(TrackerFile.HISTORY, settings.storageDir());
        save(TrackerFile.ALERTS, settings.storageDir());
    }

    @Override
    public void loadHistory() {
        sink.recorded();
        sink.awaitStored();
    }

    @Override
    public void loadHistoryFromFile(Path file) {
        HistoryFile read = HistoryFile.read(file);
        Map<String, List<MetricEvent>> fresh = new LinkedHashMap<>();
        read.history().forEach((key, loaded) -> fresh.put(key, HistoryMerge.missing(getMetricHistory(key), loaded)));
        importData(new TrackerData(fresh, read.alerts(), read.commands()));
    }

    @Override
    public TrackerData exportData() {
        Map<String, List<MetricEvent>> history = new TreeMap<>();
        sink.measurements(entry -> {
            if (entry.measurement() != null) {
                history.computeIfAbsent(entry.seriesKey(), key -> new ArrayList<>())
                        .add(entry.measurement());
            }
        });
        List<RegressionAlert> transitions = sink.transitions();
        return new TrackerData(history, transitions, PipelineCommands.effective(CommandLog.read(kafka), transitions));
    }

    /** The detector decides anew about what it had not: alerts follow from measurements and commands. */
    @Override
    public void importData(TrackerData data) {
        CommandPositions positions = new CommandPositions(data.commands(), data.alerts());
        data.history().forEach((key, events) -> events.forEach(event -> positions.measurement(key, event)));
        new PipelineStore(kafka, sinkUrl)
                .restore(
                        told -> data.history()
                                .forEach((key, events) ->
                                        events.forEach(event -> told.accept(JournalEntry.of(key, event, List.of())))),
                        positions.positions(),
                        data.alerts(),
                        sent -> {});
        sink.recorded();
    }

    @Override
    public Path generateReport() {
        return generateReport(settings.reportsDir());
    }

    @Override
    public Path generateReport(Path directory) {
        save(TrackerFile.PAGE, directory);
        return save(TrackerFile.REPORT, directory);
    }

    @Override
    public Path exportCsv() {
        return exportCsv(settings.exportsDir());
    }

    @Override
    public Path exportCsv(Path directory) {
        return save(TrackerFile.CSV, directory);
    }

    private Path save(TrackerFile file, Path directory) {
        return TextFiles.save(directory, file.fileName(), sink.stored(file.sinkPath()));
    }

    @Override
    public void close() {
        publisher.close();
    }

    private static Summary summary(JsonNode stats) {
        return new Summary(
                stats.path("count").asInt(),
                stats.path("mean").asDouble(),
                stats.path("stdev").asDouble(),
                stats.path("min").asDouble(),
                stats.path("max").asDouble(),
                stats.path("median").asDouble(),
                stats.path("latest").asDouble());
    }
}
