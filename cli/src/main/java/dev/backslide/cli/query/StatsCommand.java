package dev.backslide.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.output.Json;
import dev.backslide.cli.store.StoreOptions;
import dev.backslide.core.report.PercentText;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.TextTable;
import dev.backslide.core.text.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code backslide stats}: statistics of one series. Not thread-safe. */
@Command(
        name = "stats",
        header = "Show statistics and trend of a series' newest measurements.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "1:no such series (the nearest are named), or no sink answers"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide stats my_model:latency",
            "  backslide stats my_model:latency --window 50 --json",
            "  backslide stats my_model:latency --local performance_history"
        })
public final class StatsCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Parameters(paramLabel = "KEY", description = "The series: model_name:name.")
    private String key = "";

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many of the newest measurements; default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(names = "--json", description = "Print JSON, as the HTTP API has it.")
    private boolean json;

    @Mixin
    private StoreOptions place = new StoreOptions();

    public StatsCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        JsonNode stats = place.store(root).stats(key, window);
        PrintWriter out = root.context().out();
        if (json) {
            out.println(Json.pretty(stats));
            return ExitCode.OK;
        }
        String unit = stats.path("unit").asText();
        out.println(TextTable.printable(key) + ", newest "
                + Counted.of(stats.path("count").asInt(), "measurement"));
        for (String name : List.of("latest", "mean", "stdev", "median", "min", "max")) {
            out.printf("  %-10s%s %s%n", name, PlainNumber.of(stats.path(name).asDouble()), TextTable.printable(unit));
        }
        JsonNode trend = stats.path("trend_percentage");
        if (trend.isNumber()) {
            out.printf("  trend     %s, the newest 5 against the 5 before%n", PercentText.signed(trend.asDouble()));
        }
        JsonNode distance = stats.path("baseline_distance_percentage");
        if (stats.path("pinned_baseline").isNumber()) {
            out.printf(
                    "  baseline  %s %s%s%n",
                    PlainNumber.of(stats.path("pinned_baseline").asDouble()),
                    TextTable.printable(unit),
                    distance.isNumber() ? ", latest is " + PercentText.signed(distance.asDouble()) + " from it" : "");
        }
        return ExitCode.OK;
    }
}
