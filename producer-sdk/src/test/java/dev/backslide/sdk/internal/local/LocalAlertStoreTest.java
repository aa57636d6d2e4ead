package dev.backslide.sdk.internal.local;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.store.AlertStore;
import dev.backslide.core.store.PinnedBaseline;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import dev.backslide.sdk.tracker.TrackerData;
import dev.backslide.testkit.AlertStoreContract;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class LocalAlertStoreTest extends AlertStoreContract {

    private static final Instant LATER = Instant.parse("2026-02-01T00:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    @Override
    protected AlertStore storeOf(
            Map<String, List<MetricEvent>> history, List<RegressionAlert> revisions, List<PinnedBaseline> baselines) {
        List<AlertCommand> commands = baselines.stream()
                .map(one -> new AlertCommand(
                        "pin " + one.seriesKey(),
                        AlertAction.SET_BASELINE,
                        one.seriesKey(),
                        null,
                        "ada",
                        LATER,
                        "",
                        null,
                        one.value()))
                .toList();
        try (PerformanceRegressionTracker tracker =
                PerformanceRegressionTracker.builder().local(folder).build()) {
            tracker.importData(new TrackerData(history, revisions, commands));
        }
        return new LocalAlertStore(LocalFolder.openOrMake(folder), Clock.systemUTC());
    }
}
