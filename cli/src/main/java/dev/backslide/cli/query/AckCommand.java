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

/** {@code backslide ack}: somebody looks into an alert. Not thread-safe. */
@Command(
        name = "ack",
        header = "Acknowledge an alert: it stays open; you are notified again only if its severity rises.",
        description = {"%nIf the severity rises, the alert opens again and you are notified."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; the new state of the alert is shown",
            "1:no such alert (the nearest are named), the alert is closed, or the command took no effect "
                    + "within 15 s"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide ack 6f0c2a1b",
            "  backslide ack 6f0c2a1b --reason 'bisecting'",
            "  backslide ack 6f0c2a1b --local performance_history"
        })
public final class AckCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Parameters(paramLabel = "ID", description = "The alert, or the start of its id as 'backslide alerts' shows it.")
    private String id = "";

    @Mixin
    private ActionOptions options = new ActionOptions();

    @Mixin
    private StoreOptions place = new StoreOptions();

    public AckCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        CliContext context = root.context();
        return AlertChange.run(root, place, id, options.handling(context, AlertAction.ACKNOWLEDGE));
    }
}
