package dev.backslide.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.core.AlertState;
import dev.backslide.core.Counted;
import dev.backslide.core.detection.AlertBacktest;
import dev.backslide.core.detection.Policies;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Streams a file through the monitors of the product and lists the alerts it would have raised, and what became of them. Not thread-safe: one a run. */
final class LifecycleBacktest {

    private final Surroundings surroundings;
    private final RuleChoice rule;
    private final BacktestOutput output;
    private final BacktestAlerts alerts = new BacktestAlerts();

    LifecycleBacktest(Surroundings surroundings, RuleChoice rule, BacktestOutput output) {
        this.surroundings = surroundings;
        this.rule = rule;
        this.output = output;
    }

    void run(RecordedFile file, Policies configured) {
        AlertBacktest backtest = new AlertBacktest(rule.over(configured));
        file.read(
                surroundings,
                measurement -> backtest.next(measurement.series(), measurement.event())
                        .forEach(revision -> alerts.add(measurement.of(), revision)));
        if (output.json()) {
            surroundings.out().println(Json.pretty(json(file, backtest.judgedBothWays())));
        } else {
            print(file, backtest.judgedBothWays());
        }
    }

    private void print(RecordedFile file, long bothWays) {
        PrintWriter out = surroundings.out();
        out.println(rule + ": " + file.counted() + ", " + Counted.of(alerts.count(), "alert") + states());
        if (bothWays > 0) {
            out.println(RecordedFile.judgedBothWays(bothWays)
                    + "the product raises no alert about such: --unit or --direction says it");
        }
        if (alerts.count() > 0) {
            alerts.lines(output.limit(), file.hasTimes(), surroundings.width()).forEach(out::println);
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
