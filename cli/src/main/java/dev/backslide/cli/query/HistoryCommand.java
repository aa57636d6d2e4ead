package dev.backslide.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.output.Json;
import dev.backslide.cli.store.StoreOptions;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
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
        JsonNode answer = place.store(root).history(key, limit);
        PrintWriter out = root.context().out();
        if (json) {
            out.println(Json.pretty(answer));
            return ExitCode.OK;
        }
        JsonNode history = answer.path("history");
        TextTable table = new TextTable("TIME (UTC)", ">VALUE", "UNIT", "?COMMIT", "?BRANCH");
        for (JsonNode measurement : history) {
            table.row(
                    measurement.path("date_time").asText(),
                    PlainNumber.of(measurement.path("value").asDouble()),
                    measurement.path("unit").asText(),
                    measurement.path("commit").asText(""),
                    measurement.path("branch").asText(""));
        }
        table.lines(root.context().width()).forEach(out::println);
        long total = answer.path("total").asLong();
        if (total > history.size()) {
            out.printf("the newest %,d of %,d; --limit shows more%n", history.size(), total);
        }
        return ExitCode.OK;
    }
}
