package dev.backslide.cli.query;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.option.ActionOptions;
import dev.backslide.cli.store.StoreOptions;
import dev.backslide.core.AlertAction;
import dev.backslide.core.report.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** {@code backslide baseline clear}: unpins the baseline of a series. Not thread-safe. */
@Command(
        name = "clear",
        header = "Unpin the baseline of a series.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:unpinned",
            "1:no such series (the nearest are named), or the command took no effect within 15 s"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide baseline clear shop:checkout",
            "  backslide baseline clear shop:checkout --local performance_history"
        })
public final class BaselineClearCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Parameters(paramLabel = "KEY", description = "The series: model_name:name.")
    private String key = "";

    @Mixin
    private ActionOptions options = new ActionOptions();

    @Mixin
    private StoreOptions place = new StoreOptions();

    public BaselineClearCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        CliContext context = root.context();
        place.store(root).pin(key, options.handling(context, AlertAction.CLEAR_BASELINE));
        context.out().println("no baseline is pinned for " + TextTable.printable(key));
        return ExitCode.OK;
    }
}
