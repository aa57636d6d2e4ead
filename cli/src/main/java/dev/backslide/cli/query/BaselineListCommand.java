package dev.backslide.cli.query;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.output.Json;
import dev.backslide.cli.store.StoreOptions;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.TextTable;
import dev.backslide.core.store.Page;
import dev.backslide.core.store.PinnedBaseline;
import dev.backslide.schemas.internal.ApiShapes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** {@code backslide baseline list}: the baselines that are pinned. Not thread-safe. */
@Command(
        name = "list",
        header = "List the pinned baselines.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed, with or without baselines", "1:no sink answers"},
        footerHeading = "%nExamples:%n",
        footer = {"  backslide baseline list --json", "  backslide baseline list --local performance_history"})
public final class BaselineListCommand implements Callable<Integer> {

    /** Baselines that are listed, at most. */
    private static final int MOST_BASELINES = 10_000;

    private final BackslideCommand root;

    @Option(names = "--json", description = "Print JSON, as the HTTP API has it.")
    private boolean json;

    @Mixin
    private StoreOptions place = new StoreOptions();

    public BaselineListCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Page<PinnedBaseline> page = place.store(root).baselines(MOST_BASELINES, 0);
        PrintWriter out = root.context().out();
        if (json) {
            out.println(Json.pretty(written -> ApiShapes.baselines(written, page)));
        } else if (page.total() == 0) {
            out.println("no baseline is pinned; './backslide baseline set KEY' pins one");
        } else {
            TextTable table = new TextTable("~SERIES", ">BASELINE", "UNIT");
            for (PinnedBaseline baseline : page.items()) {
                table.row(baseline.seriesKey(), PlainNumber.of(baseline.value()), baseline.unit());
            }
            table.lines(root.context().width()).forEach(out::println);
        }
        return ExitCode.OK;
    }
}
