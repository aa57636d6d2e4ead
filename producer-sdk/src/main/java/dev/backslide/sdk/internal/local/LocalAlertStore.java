package dev.backslide.sdk.internal.local;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.detection.monitor.CommandOutcome;
import dev.backslide.core.store.AlertActionRequest;
import dev.backslide.core.store.AlertFilter;
import dev.backslide.core.store.AlertHistory;
import dev.backslide.core.store.Page;
import dev.backslide.core.store.PinnedBaseline;
import dev.backslide.core.store.SeriesStatistics;
import dev.backslide.core.store.StoreRequestException;
import dev.backslide.core.store.StoreRequestException.Problem;
import dev.backslide.sdk.internal.storage.TrackerStore;
import dev.backslide.sdk.tracker.TrackerFile;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalDouble;

/** The folder of a local tracker. Actions take effect at once. Thread-safe. */
public final class LocalAlertStore implements TrackerStore {

    private final LocalFolder folder;
    private final Clock clock;

    public LocalAlertStore(LocalFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public Page<RegressionAlert> alerts(AlertFilter filter, int limit, long offset) {
        return Page.of(folder.alerts().stream().filter(filter::matches).toList(), limit, offset);
    }

    @Override
    public AlertHistory alert(String id, int limit, long offset) {
        RegressionAlert alert = find(id);
        return new AlertHistory(alert, Page.of(folder.transitions(alert.alertId()), limit, offset));
    }

    @Override
    public SeriesStatistics stats(String key, int window) {
        StoreRequestException.requireAtLeast("window", window, 1);
        measured(key);
        Double baseline = folder.pinnedBaseline(key).orElse(null);
        return SeriesStatistics.of(key, window, folder.comparable(key), baseline);
    }

    @Override
    public Page<MetricEvent> history(String key, int limit, long offset) {
        StoreRequestException.requireAtLeast("limit", limit, 1);
        return Page.ofNewest(measured(key), limit, offset);
    }

    @Override
    public Page<PinnedBaseline> baselines(int limit, long offset) {
        List<PinnedBaseline> pinned = folder.seriesKeys().stream()
                .flatMap(key -> folder.pinnedBaseline(key).stream()
                        .map(value -> new PinnedBaseline(key, value, newest(key).unit())))
                .toList();
        return Page.of(pinned, limit, offset);
    }

    @Override
    public RegressionAlert handle(String id, AlertActionRequest request) {
        RegressionAlert alert = find(id);
        apply(request.command(alert.seriesKey(), alert.alertId(), clock.instant()));
        return find(alert.alertId());
    }

    @Override
    public long resetAlerts(AlertActionRequest request) {
        return folder.resetAlerts(alert -> request.command(alert.seriesKey(), alert.alertId(), clock.instant()));
    }

    @Override
    public OptionalDouble pin(String key, AlertActionRequest request) {
        measured(key);
        Double value = value(key, request);
        apply(request.value(value).command(key, null, clock.instant()));
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private @Nullable Double value(String key, AlertActionRequest request) {
        return request.action() == AlertAction.SET_BASELINE && request.value() == null
                ? Double.valueOf(newest(key).value())
                : request.value();
    }

    private void apply(AlertCommand command) {
        CommandOutcome outcome = folder.apply(command);
        if (outcome.refusal() != null) {
            throw new StoreRequestException(Problem.CONFLICT, outcome.refusal());
        }
    }

    @Override
    public Path write(TrackerFile file, Path directory) {
        return folder.write(file, directory, clock.instant());
    }

    /** The newest measurement in the unit of its series. */
    private MetricEvent newest(String key) {
        List<MetricEvent> history = folder.comparable(key);
        return history.get(history.size() - 1);
    }

    private List<MetricEvent> measured(String key) {
        List<MetricEvent> history = folder.history(key);
        if (history.isEmpty()) {
            throw StoreRequestException.unknownSeries(key, folder.seriesKeys());
        }
        return history;
    }

    private RegressionAlert find(String id) {
        StoreRequestException.requireId(id);
        List<RegressionAlert> all = folder.alerts();
        List<RegressionAlert> found =
                all.stream().filter(alert -> alert.alertId().startsWith(id)).toList();
        if (found.isEmpty()) {
            throw StoreRequestException.unknownAlert(
                    id, all.stream().map(RegressionAlert::alertId).toList());
        }
        return found.stream()
                .filter(alert -> found.size() == 1 || alert.alertId().equals(id))
                .findFirst()
                .orElseThrow(() -> StoreRequestException.severalAlerts(id, found));
    }
}
