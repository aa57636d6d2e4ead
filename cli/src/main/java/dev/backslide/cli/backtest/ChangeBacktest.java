package dev.backslide.cli.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.Failures;
import dev.backslide.cli.output.Json;
import dev.backslide.core.detection.changepoint.LevelChange;
import dev.backslide.core.detection.evaluation.Backtest;
import dev.backslide.core.detection.evaluation.BacktestDetector;
import dev.backslide.core.detection.evaluation.SeriesLabels;
import dev.backslide.core.report.PercentText;
import dev.backslide.core.text.Counted;
import dev.backslide.files.RecordedFile;
import dev.backslide.files.RecordedSeries;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/** Streams a file through one detector, lists the changes it confirms and scores them. Not thread-safe: one a run. */
final class ChangeBacktest {

    private final CliContext context;
    private final RuleChoice rule;
    private final BacktestOutput output;
    private final Map<String, SeriesLabels> labels;
    private final FoundChanges found = new FoundChanges();
    private final GateBoard gate;

    /** @param labels by series id; empty: nothing is scored */
    ChangeBacktest(CliContext context, RuleChoice rule, BacktestOutput output, Map<String, SeriesLabels> labels) {
        this.context = context;
        this.rule = rule;
        this.output = output;
        this.labels = labels;
        this.gate = new GateBoard(hasGate() ? labels : Map.of(), rule.thresholdPercent());
    }

    void run(RecordedFile file) {
        Backtest backtest = rule.detector().backtest(rule.thresholdPercent());
        file.read(measurement -> {
            RecordedSeries series = measurement.of();
            LevelChange change = backtest.next(series.id(), measurement.event().value());
            gate.measurement(series.id(), measurement.event().value());
            if (change != null) {
                found.add(new FoundChange(
                        series.id(),
                        series.index(0),
                        series.index(change.index() - change.changePoint()),
                        change.up(),
                        change.before(),
                        change.after()));
            }
        });
        tell(file);
    }

    private void tell(RecordedFile file) {
        Scoreboard scoreboard = new Scoreboard(labels);
        if (!labels.isEmpty()) {
            found.score(scoreboard);
            LabelCheck.warnings(labels, file.series()).forEach(line -> Failures.print(context.err(), line));
        }
        Path target = output.alerts();
        if (target != null) {
            found.write(target);
        }
        if (output.json()) {
            context.out().println(Json.pretty(json(file, scoreboard)));
        } else {
            print(file, scoreboard);
        }
    }

    private void print(RecordedFile file, Scoreboard scoreboard) {
        PrintWriter out = context.out();
        out.println(rule.detector().label() + ": " + file.counted() + ", "
                + Counted.of(found.count(), "change") + " confirmed, "
                + "%,d of them beyond %s"
                        .formatted(found.beyond(rule.thresholdPercent()), PercentText.of(rule.thresholdPercent())));
        Path target = output.alerts();
        if (target != null) {
            out.println("changes written to " + context.show(target));
        } else if (labels.isEmpty() && found.count() > 0) {
            found.lines(output.limit(), context.width()).forEach(out::println);
            if (found.count() > output.limit()) {
                out.printf(
                        "the first %,d of %,d; --limit shows more, --out writes all to a file%n",
                        output.limit(), found.count());
            }
        }
        if (!labels.isEmpty()) {
            scoreboard.lines().forEach(out::println);
            if (hasGate()) {
                out.println(gate.line());
            }
        }
    }

    private boolean hasGate() {
        return rule.detector() == BacktestDetector.ADAPTIVE;
    }

    private ObjectNode json(RecordedFile file, Scoreboard scoreboard) {
        Path target = output.alerts();
        ObjectNode node = rule.json(file)
                .put("changes", found.count())
                .put("changes_beyond_threshold", found.beyond(rule.thresholdPercent()));
        if (target == null) {
            node.set("alerts", found.json());
        } else {
            node.put("alerts_file", context.show(target));
        }
        if (!labels.isEmpty()) {
            node.set("figures", scoreboard.json());
            if (hasGate()) {
                node.set("gate", gate.json());
            }
        }
        return node;
    }
}
