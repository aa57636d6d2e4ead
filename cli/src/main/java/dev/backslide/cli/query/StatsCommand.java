package dev.backslide.cli.query;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.output.Json;
import dev.backslide.cli.store.StoreOptions;
import dev.backslide.core.report.PercentText;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.TextTable;
import dev.backslide.core.statistics.Summary;
import dev.backslide.core.store.SeriesStatistics;
import dev.backslide.core.text.Counted;
import dev.backslide.schemas.internal.ApiShapes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
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
        SeriesStatistics stats = place.store(root).stats(key, window);
        Summary summary = stats.summary();
        PrintWriter out = root.context().out();
        if (json) {
            out.println(Json.pretty(written -> ApiShapes.stats(written, stats)));
            return ExitCode.OK;
        }
        String unit = stats.unit();
        out.println(TextTable.printable(key) + ", newest " + Counted.of(summary.count(), "measurement"));
        line(out, "latest", summary.latest(), unit);
        line(out, "mean", summary.mean(), unit);
        line(out, "stdev", summary.stdev(), unit);
        line(out, "median", summary.median(), unit);
        line(out, "min", summary.min(), unit);
        line(out, "max", summary.max(), unit);
        Double trend = stats.trendPercent();
        if (trend != null) {
            out.printf("  trend     %s, the newest 5 against the 5 before%n", PercentText.signed(trend));
        }
        Double baseline = stats.pinnedBaseline();
        Double distance = stats.baselineDistancePercent();
        if (baseline != null) {
            out.printf(
                    "  baseline  %s %s%s%n",
                    PlainNumber.of(baseline),
                    TextTable.printable(unit),
                    distance == null ? "" : ", latest is " + PercentText.signed(distance) + " from it");
        }
        return ExitCode.OK;
    }

    private static void line(PrintWriter out, String name, double value, String unit) {
        out.printf("  %-10s%s %s%n", name, PlainNumber.of(value), TextTable.printable(unit));
    }
}
