package dev.backslide.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.core.AlertAction;
import dev.backslide.core.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/** {@code backslide reset-alerts}: every alert that stands is closed. Not thread-safe. */
@Command(
        name = "reset-alerts",
        header = "Close every alert that stands, without a judgement.",
        description = {
            "%nWhat still regresses after this is judged against the level it has now, and raises no alert for the old one."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:no sink answers, or nothing did it within 15 s"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide reset-alerts --reason 'moved to new machines'",
            "  backslide reset-alerts --local performance_history"
        })
final class ResetAlertsCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Mixin
    private ActionOptions options = new ActionOptions();

    @Mixin
    private AskedPlace place = new AskedPlace();

    ResetAlertsCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = root.surroundings();
        JsonNode answer = place.store(root).resetAlerts(options.handling(surroundings, AlertAction.RESET));
        long alerts = answer.path("alerts").asLong();
        surroundings.out().println(alerts == 0 ? "no alert stands" : Counted.of(alerts, "alert") + " closed");
        return ExitCode.OK;
    }
}
