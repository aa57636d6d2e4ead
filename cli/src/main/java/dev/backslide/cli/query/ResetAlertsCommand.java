package dev.backslide.cli.query;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.option.ActionOptions;
import dev.backslide.cli.store.StoreOptions;
import dev.backslide.core.AlertAction;
import dev.backslide.core.text.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/** {@code backslide reset-alerts}: every alert that stands is closed. Not thread-safe. */
@Command(
        name = "reset-alerts",
        header = "Close every alert that is open, acknowledged or snoozed, without a judgement.",
        description = {
            "%nAfter this, measurements are compared with the present level, and the old change raises no " + "alert."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:no sink answers, or the command took no effect within 15 s"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide reset-alerts --reason 'moved to new machines'",
            "  backslide reset-alerts --local performance_history"
        })
public final class ResetAlertsCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Mixin
    private ActionOptions options = new ActionOptions();

    @Mixin
    private StoreOptions place = new StoreOptions();

    public ResetAlertsCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        CliContext context = root.context();
        long alerts = place.store(root).resetAlerts(options.handling(context, AlertAction.RESET));
        context.out().println(alerts == 0 ? "no alert is open" : Counted.of(alerts, "alert") + " closed");
        return ExitCode.OK;
    }
}
