package dev.backslide.cli.query;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.option.ActionOptions;
import dev.backslide.cli.store.StoreOptions;
import dev.backslide.core.AlertAction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** {@code backslide expect}: the new level is accepted. Not thread-safe. */
@Command(
        name = "expect",
        header = "Accept the new level of an alert as expected.",
        description = {"%nThe alert is closed, and a pinned baseline of its metric moves to the new level."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; the new state of the alert is shown",
            "1:no such alert (the nearest are named), the alert is closed, or the command took no effect "
                    + "within 15 s"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide expect 6f0c2a1b",
            "  backslide expect 6f0c2a1b --reason 'the price of TLS'",
            "  backslide expect 6f0c2a1b --local performance_history"
        })
public final class ExpectCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Parameters(paramLabel = "ID", description = "The alert, or the start of its id as 'backslide alerts' shows it.")
    private String id = "";

    @Mixin
    private ActionOptions options = new ActionOptions();

    @Mixin
    private StoreOptions place = new StoreOptions();

    public ExpectCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        CliContext context = root.context();
        return AlertChange.run(root, place, id, options.handling(context, AlertAction.EXPECT));
    }
}
