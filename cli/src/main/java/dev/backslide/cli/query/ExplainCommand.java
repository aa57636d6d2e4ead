package dev.backslide.cli.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.output.Json;
import dev.backslide.cli.store.StoreOptions;
import dev.backslide.configuration.Configuration;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Severity;
import dev.backslide.core.detection.changepoint.Baseline;
import dev.backslide.core.detection.explain.Explanation;
import dev.backslide.core.detection.explain.ExplanationLine;
import dev.backslide.core.report.TextTable;
import dev.backslide.core.store.AlertStore;
import dev.backslide.files.FileBranches;
import dev.backslide.files.MeasurementColumns;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code backslide explain}: why the newest measurement of a series did or did not alert. Not thread-safe. */
@Command(
        name = "explain",
        header = "Explain why the newest measurement of a series did or did not alert.",
        description = {
            "%nJudges the stored history of the series again, with the detector's code and the policy of "
                    + "this configuration. Shows the level before, the noise, the first value that would have been "
                    + "suspect, and how many more measurements would confirm a change. Shows the real alert, and the "
                    + "alert that this configuration would raise, if it differs.%n"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:explained, whatever the verdict",
            "1:no such series (the nearest are named), or no sink answers"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide explain my_model:latency",
            "  backslide explain my_model:latency --json | jq .verdict",
            "  backslide explain my_model:latency --local performance_history"
        })
public final class ExplainCommand implements Callable<Integer> {

    /** The most that the sink gives; the detector's own memory is shorter. */
    private static final int NEWEST = 10_000;

    private static final int TOPIC_WIDTH = 9;

    private final BackslideCommand root;

    @Parameters(paramLabel = "KEY", description = "The series: model_name:name.")
    private String key = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private StoreOptions place = new StoreOptions();

    public ExplainCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        AlertStore store = place.store(root);
        List<MetricEvent> history = store.history(key, NEWEST, 0).items();
        Explanation explanation = explain(history, root.configuration());
        ExplainedAlert alert = ExplainedAlert.of(store, SeriesKey.parse(key), explanation);
        PrintWriter out = root.context().out();
        if (json) {
            out.println(Json.pretty(toJson(explanation, alert)));
            return ExitCode.OK;
        }
        out.println(TextTable.printable(key));
        for (ExplanationLine line : alert.lines()) {
            out.println("  " + line.topic()
                    + " ".repeat(Math.max(0, TOPIC_WIDTH - line.topic().length())) + "  "
                    + TextTable.printable(line.text()));
        }
        tellBranches(history);
        return ExitCode.OK;
    }

    /** Measurements of several branches in one series are compared with each other. */
    private void tellBranches(List<MetricEvent> history) {
        List<String> branches = history.stream()
                .map(event -> event.run().branch())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (branches.size() > 1 && !SeriesKey.parse(key).dimensions().containsKey(MeasurementColumns.BRANCH)) {
            root.context()
                    .out()
                    .println("  branches   "
                            + TextTable.printable(FileBranches.named(branches)
                                    + " are one series; '[series] dimensions = branch' separates them"));
        }
    }

    private Explanation explain(List<MetricEvent> history, Configuration configuration) {
        SeriesKey series = SeriesKey.parse(key);
        return Explanation.of(series, history, configuration.policies().policyFor(series.metric()));
    }

    private static ObjectNode toJson(Explanation explanation, ExplainedAlert alert) {
        MetricVerdict verdict = explanation.verdict();
        Severity severity = verdict.severity();
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("series_key", verdict.seriesKey())
                .put("event_id", verdict.eventId())
                .put("value", verdict.value())
                .put("unit", verdict.unit())
                .put("timestamp", verdict.timestamp().toString())
                .put("commit", explanation.last().run().commit())
                .put("measurements", explanation.measurements())
                .put("verdict", verdict.verdict().name())
                .put("severity", severity == null ? null : severity.label())
                .put("reason_code", verdict.reasonCode().name())
                .put("reason", verdict.reason())
                .put("detector", explanation.detector().label())
                .put("direction", verdict.direction().name().toLowerCase(Locale.ROOT))
                .put("baseline", verdict.baseline())
                .put("change_percent", verdict.changePercent())
                .put("threshold_percent", verdict.thresholdPercent())
                .put("threshold_from", explanation.last().thresholdPercent() == null ? "configuration" : "measurement")
                .put("floor", verdict.floor())
                .put("noise_percent", verdict.noisePercent())
                .put("noise", verdict.noise())
                .put("strength", verdict.strength())
                .put("pinned_baseline", verdict.pinnedBaseline())
                .put("limit", explanation.limit())
                .put("until_confirmed", explanation.untilConfirmed());
        node.set("level", level(explanation.level()));
        node.set("open_alert", alert.toJson());
        node.set("would_be_alert", alert(explanation.openAlert()));
        node.set("changed_alert", alert(explanation.changed()));
        ArrayNode words = node.putArray("words");
        alert.lines().forEach(line -> words.add(line.topic() + ": " + line.text()));
        return node;
    }

    private static @Nullable ObjectNode level(@Nullable Baseline level) {
        return level == null
                ? null
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("value", level.level())
                        .put("measurements", level.current())
                        .put("noise", level.noise())
                        .put("noise_measurements", level.considered());
    }

    private static @Nullable ObjectNode alert(@Nullable RegressionAlert alert) {
        return alert == null
                ? null
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("alert_id", alert.alertId())
                        .put("state", alert.state().name().toLowerCase(Locale.ROOT))
                        .put("severity", alert.severity().label())
                        .put("opened_at", alert.openedAt().toString())
                        .put("first_bad_commit", alert.firstBadCommit())
                        .put("previous_value", alert.previousValue())
                        .put("current_value", alert.currentValue())
                        .put("reason_code", alert.reasonCode().name())
                        .put("reason", alert.reason());
    }
}
