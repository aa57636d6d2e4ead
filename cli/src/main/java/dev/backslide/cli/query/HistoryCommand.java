package dev.backslide.cli.query;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.output.Json;
import dev.backslide.cli.store.StoreOptions;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.Run;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.PythonFormat;
import dev.backslide.core.report.TextTable;
import dev.backslide.core.store.Page;
import dev.backslide.schemas.internal.ApiShapes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code backslide history}: the measurements of one series. Not thread-safe. */
@Command(
        name = "history",
        header = "List the measurements of a series, the newest last.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "1:no such series (the nearest are named), or no sink answers"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide history my_model:latency",
            "  backslide history my_model:latency --limit 500 --json",
            "  backslide history my_model:latency --local performance_history"
        })
public final class HistoryCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Parameters(paramLabel = "KEY", description = "The series: model_name:name.")
    private String key = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most this many of the newest; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--json", description = "Print JSON, as the HTTP API has it.")
    private boolean json;

    @Mixin
    private StoreOptions place = new StoreOptions();

    public HistoryCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Page<MetricEvent> page = place.store(root).history(key, limit, 0);
        PrintWriter out = root.context().out();
        if (json) {
            out.println(Json.pretty(written -> ApiShapes.history(written, key, page)));
            return ExitCode.OK;
        }
        List<MetricEvent> history = page.items();
        TextTable table = new TextTable("TIME (UTC)", ">VALUE", "UNIT", "?COMMIT", "?BRANCH");
        for (MetricEvent measurement : history) {
            Run run = measurement.run();
            table.row(
                    PythonFormat.isoformat(measurement.timestamp()),
                    PlainNumber.of(measurement.value()),
                    measurement.unit(),
                    Objects.requireNonNullElse(run.commit(), ""),
                    Objects.requireNonNullElse(run.branch(), ""));
        }
        table.lines(root.context().width()).forEach(out::println);
        long total = page.total();
        if (total > history.size()) {
            out.printf("the newest %,d of %,d; --limit shows more%n", history.size(), total);
        }
        return ExitCode.OK;
    }
}
