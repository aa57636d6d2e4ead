package dev.backslide.sdk.internal.local;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.report.MarkdownReport;
import dev.backslide.core.statistics.Summary;
import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.PublisherListener;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.VerdictOutcome.Received;
import dev.backslide.sdk.internal.publish.Deadline;
import dev.backslide.sdk.internal.publish.DropLogger;
import dev.backslide.sdk.internal.publish.EventValidator;
import dev.backslide.sdk.internal.run.EventFactory;
import dev.backslide.sdk.internal.run.TrackerSettings;
import dev.backslide.sdk.internal.storage.HistoryFile;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import dev.backslide.sdk.tracker.ResultsFile;
import dev.backslide.sdk.tracker.StorageException;
import dev.backslide.sdk.tracker.TrackerData;
import dev.backslide.sdk.tracker.TrackerFile;
import dev.backslide.sdk.tracker.UnjudgedException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps everything in a folder and judges with the same code as the pipeline, without a broker. Each measurement is appended to
 * the folder's journal before its verdict is returned; several trackers and processes may share a folder. Thread-safe.
 */
public final class LocalTracker implements PerformanceRegressionTracker {

    private final TrackerSettings settings;
    private final EventValidator validator;
    private final EventFactory events;
    private final LocalState state;
    private final @Nullable ResultsFile results;
    private final DropLogger dropLogger = new DropLogger(PublisherListener.NONE);
    private volatile boolean closed;

    private LocalTracker(Path folder, TrackerSettings settings) {
        this.settings = settings;
        this.validator = new EventValidator(settings.dimensions(), settings.clock());
        this.events = new EventFactory(settings);
        this.state = new LocalState(folder, settings.journal(), settings.policies());
        this.results = settings.resultsFile() == null ? null : new ResultsFile(settings.resultsFile());
    }

    /** Opens a folder; a history that somebody saved there before there was a journal is taken in. */
    public static LocalTracker open(Path folder, TrackerSettings settings) {
        LocalTracker tracker = new LocalTracker(folder, settings);
        if (tracker.state.isEmpty()) {
            tracker.loadHistory();
        }
        return tracker;
    }

    @Override
    public VerdictOutcome addMetric(MetricEvent metric) {
        if (metric == null) {
            return EventValidator.NO_MEASUREMENT;
        }
        Deadline started = Deadline.in(settings.verdictTimeout());
        String key = null;
        VerdictOutcome outcome;
        try {
            key = validator.seriesKeyOf(metric);
            outcome = closed
                    ? refused(metric, DropReason.CLOSED, "the tracker is closed; close it after the last measurement")
                    : new Received(state.record(key, metric), started.elapsed());
        } catch (InvalidMetricException e) {
            outcome = refused(metric, DropReason.INVALID, String.valueOf(e.getMessage()));
        } catch (StorageException e) {
            outcome = refused(metric, DropReason.NOT_DELIVERED, String.valueOf(e.getMessage()));
        } catch (UnjudgedException e) {
            outcome = new NoneCame(true, String.valueOf(e.getMessage()), started.elapsed());
        }
        if (results != null) {
            results.append(metric, key, outcome);
        }
        return outcome;
    }

    @Override
    public VerdictOutcome recordMetric(
            String name, double value, String unit, String modelName, String category, Map<String, String> metadata) {
        return events.record(name, value, unit, modelName, category, metadata, results, this::addMetric);
    }

    @Override
    public MetricVerdict checkRegression(String metricKey, MetricEvent current) {
        return state.check(metricKey, current);
    }

    @Override
    public String seriesKeyOf(MetricEvent event) {
        return validator.seriesKeyOf(event);
    }

    @Override
    public Optional<MetricEvent> getPreviousMetric(String metricKey) {
        return state.read(metricKey, one -> one.journal().newest());
    }

    @Override
    public List<MetricEvent> getMetricHistory(String metricKey) {
        return state.read(metricKey, one -> one.journal().history()).orElse(List.of());
    }

    @Override
    public Optional<Summary> getHistoricalStats(String metricKey, int windowSize) {
        if (windowSize < 1) {
            throw new IllegalArgumentException("windowSize was " + windowSize + " but it must be at least 1");
        }
        return state.read(metricKey, one -> one.summary(windowSize));
    }

    @Override
    public List<RegressionAlert> getAlerts() {
        return state.read(all -> all.values().stream()
                .flatMap(one -> one.journal().alerts().stream())
                .filter(alert -> alert.state().isOpen())
                .sorted(MarkdownReport.ALERT_ORDER)
                .toList());
    }

    @Override
    public void resetAlerts() {
        Instant now = settings.clock().instant();
        state.resetAlerts(alert -> LocalState.reset(alert, now));
    }

    @Override
    public void saveHistory() {
        state.force();
        write(TrackerFile.HISTORY, state.folder());
        write(TrackerFile.ALERTS, state.folder());
    }

    @Override
    public void loadHistory() {
        Path saved = state.folder().resolve(TrackerFile.HISTORY.fileName());
        if (Files.exists(saved)) {
            loadHistoryFromFile(saved);
        }
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
        return state.read(all -> {
            Map<String, List<MetricEvent>> history = new LinkedHashMap<>();
            List<RegressionAlert> alerts = new ArrayList<>();
            List<AlertCommand> commands = new ArrayList<>();
            all.forEach((key, one) -> {
                history.put(key, one.journal().recorded());
                alerts.addAll(one.journal().transitions());
                commands.addAll(one.journal().commands());
            });
            commands.sort(Comparator.comparing(AlertCommand::timestamp));
            return new TrackerData(history, alerts, commands);
        });
    }

    @Override
    public void importData(TrackerData data) {
        state.add(ArchivedEntries.of(data));
    }

    @Override
    public Path generateReport() {
        return generateReport(settings.reportsDir());
    }

    @Override
    public Path generateReport(Path directory) {
        write(TrackerFile.PAGE, directory);
        return write(TrackerFile.REPORT, directory);
    }

    @Override
    public Path exportCsv() {
        return exportCsv(settings.exportsDir());
    }

    @Override
    public Path exportCsv(Path directory) {
        return write(TrackerFile.CSV, directory);
    }

    /** Who ignores the outcome reads it in the log. */
    private NotSent refused(MetricEvent metric, DropReason reason, String message) {
        if (reason == DropReason.INVALID) {
            dropLogger.invalid(metric.metricKey().toString(), message);
        } else {
            dropLogger.dropped(reason, metric.metricKey().toString(), message);
        }
        return new NotSent(reason, message);
    }

    private Path write(TrackerFile file, Path directory) {
        return state.write(file, directory, settings.clock().instant());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            dropLogger.summarize(true);
            state.force();
        }
    }
}
