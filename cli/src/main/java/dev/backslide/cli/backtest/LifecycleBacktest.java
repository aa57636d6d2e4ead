package dev.backslide.cli.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.output.Json;
import dev.backslide.core.AlertState;
import dev.backslide.core.detection.evaluation.AlertBacktest;
import dev.backslide.core.detection.rule.Policies;
import dev.backslide.core.text.Counted;
import dev.backslide.files.RecordedFile;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Streams a file through the monitors of the product and lists the alerts it would have raised, and what became of them. Not thread-safe: one a run. */
final class LifecycleBacktest {

    private final CliContext context;
    private final RuleChoice rule;
    private final BacktestOutput output;
    private final BacktestAlerts alerts = new BacktestAlerts();

    LifecycleBacktest(CliContext context, RuleChoice rule, BacktestOutput output) {
        this.context = context;
        this.rule = rule;
        this.output = output;
    }

    void run(RecordedFile file, Policies configured) {
        AlertBacktest backtest = new AlertBacktest(rule.over(configured));
        file.read(measurement -> backtest.next(measurement.series(), measurement.event())
                .forEach(revision -> alerts.add(measurement.of(), revision)));
        if (output.json()) {
            context.out().println(Json.pretty(json(file, backtest.judgedBothWays())));
        } else {
            print(file, backtest.judgedBothWays());
        }
    }

    private void print(RecordedFile file, long bothWays) {
        PrintWriter out = context.out();
        out.println(rule + ": " + file.counted() + ", " + Counted.of(alerts.count(), "alert") + states());
        if (bothWays > 0) {
            out.println(BacktestOutput.judgedBothWays(bothWays)
                    + "the detector raises no alert about these; set --unit or --direction");
        }
        if (alerts.count() > 0) {
            alerts.lines(output.limit(), file.hasTimes(), context.width()).forEach(out::println);
        }
        if (alerts.count() > output.limit()) {
            out.printf("the first %,d of %,d; --limit shows more%n", output.limit(), alerts.count());
        }
    }

    private String states() {
        return alerts.count() == 0
                ? ""
                : Arrays.stream(AlertState.values())
                        .filter(state -> alerts.count(state) > 0)
                        .map(state -> "%,d ".formatted(alerts.count(state))
                                + state.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private ObjectNode json(RecordedFile file, long bothWays) {
        ObjectNode node = rule.json(file).put("judged_both_ways", bothWays);
        node.set("alerts", alerts.json());
        return node;
    }
}
