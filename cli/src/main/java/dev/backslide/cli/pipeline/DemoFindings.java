package dev.backslide.cli.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.output.AlertTable;
import dev.backslide.cli.store.SinkAlertStore;
import dev.backslide.core.AlertState;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.store.AlertFilter;
import dev.backslide.core.text.Counted;
import dev.backslide.sdk.internal.pipeline.SinkClient;
import dev.backslide.sdk.internal.storage.TrackerStore;
import dev.backslide.sdk.tracker.TrackerFile;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the demo shows at its end: the alerts found, where everything lies, what to try next. Not thread-safe. */
final class DemoFindings {

    private static final int SHOWN = 15;
    private static final int MOST_ALERTS = 10_000;

    private final CliContext context;
    private final SinkClient sink;

    DemoFindings(CliContext context, SinkClient sink) {
        this.context = context;
        this.sink = sink;
    }

    void print(DataFolder folder) {
        PrintWriter out = context.out();
        TrackerStore store = new SinkAlertStore(sink);
        JsonNode status = sink.json("/api/v1/status", Map.of());
        JsonNode rows = status.path("rows");
        List<RegressionAlert> alerts =
                worstFirst(store.alerts(AlertFilter.ALL, MOST_ALERTS, 0).items());
        out.println();
        out.println(Counted.of(rows.path("measurements").asLong(), "measurement") + " of "
                + Counted.of(rows.path("series").asLong(), "metric") + ", " + Counted.of(alerts.size(), "regression")
                + " found; the worst:" + System.lineSeparator());
        AlertTable.lines(alerts.stream().limit(SHOWN).toList(), context.width()).forEach(out::println);
        if (alerts.size() > SHOWN) {
            out.printf("and %,d more, all of them in the report%n", alerts.size() - SHOWN);
        }
        out.println();
        out.println("  report  " + context.show(store.write(TrackerFile.REPORT, folder.reports())));
        out.println("  page    " + context.show(store.write(TrackerFile.PAGE, folder.reports())));
        out.println("  CSV     " + context.show(store.write(TrackerFile.CSV, folder.reports())));
        out.println("  store   " + context.show(Path.of(status.path("store").asText())));
        out.println();
        out.println("Next, keep this pipeline and its history running:");
        out.println("  ./backslide up --data-dir " + context.show(folder.path()));
        out.flush();
    }

    /** Without those that later measurements refuted, as in the report. */
    private static List<RegressionAlert> worstFirst(List<RegressionAlert> alerts) {
        return alerts.stream()
                .filter(alert -> alert.state() != AlertState.WITHDRAWN)
                .sorted(Comparator.comparing(RegressionAlert::severity)
                        .thenComparingDouble(alert -> Math.abs(Objects.requireNonNullElse(alert.changePercent(), 0.0)))
                        .reversed())
                .toList();
    }
}
