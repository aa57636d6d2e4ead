package dev.backslide.cli.query;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.option.ActionOptions;
import dev.backslide.cli.store.StoreOptions;
import dev.backslide.core.AlertAction;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.TextTable;
import dev.backslide.core.store.AlertActionRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** {@code backslide baseline set}: pins the baseline of a series. Not thread-safe. */
@Command(
        name = "set",
        header = "Pin the baseline of a series: the newest measurement, or a value.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:pinned",
            "1:no such series (the nearest are named), or the command took no effect within 15 s"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide baseline set shop:checkout",
            "  backslide baseline set shop:checkout --value 180",
            "  backslide baseline set shop:checkout --local performance_history"
        })
public final class BaselineSetCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Parameters(paramLabel = "KEY", description = "The series: model_name:name.")
    private String key = "";

    @Option(
            names = "--value",
            paramLabel = "VALUE",
            description = "In the metric's unit; default: the newest measurement.")
    private @Nullable Double value;

    @Mixin
    private ActionOptions options = new ActionOptions();

    @Mixin
    private StoreOptions place = new StoreOptions();

    public BaselineSetCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        CliContext context = root.context();
        if (value != null && !Double.isFinite(value)) {
            throw new CommandFailure("--value was '" + value + "' but it must be a finite number; correct it");
        }
        AlertActionRequest handling =
                options.handling(context, AlertAction.SET_BASELINE).value(value);
        double pinned = place.store(root).pin(key, handling).orElseThrow();
        context.out().println("baseline of " + TextTable.printable(key) + " is " + PlainNumber.of(pinned));
        return ExitCode.OK;
    }
}
