package dev.backslide.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.option.AlertActionRequest;
import dev.backslide.cli.output.AlertTable;
import dev.backslide.cli.store.StoreOptions;
import dev.backslide.core.report.TextTable;

import java.io.PrintWriter;
import java.util.List;

/** Does what somebody wants about one alert and shows the alert as it stands then. Stateless. */
final class AlertChange {

    private AlertChange() {}

    /** Does it, and returns once it shows. */
    static int run(BackslideCommand root, StoreOptions place, String id, AlertActionRequest handling) {
        if (id.isBlank()) {
            throw new CommandFailure(
                    "ID was empty but it must be the id of an alert or its start; './backslide alerts' shows them");
        }
        show(root.context(), place.store(root).handle(id, handling).path("alert"));
        return ExitCode.OK;
    }

    private static void show(CliContext context, JsonNode alert) {
        PrintWriter out = context.out();
        AlertTable.linesWithIds(List.of(alert), context.width()).forEach(out::println);
        String until = alert.path("snoozed_until").asText("");
        String reason = alert.path("reason").asText();
        out.println(TextTable.printable(alert.path("state").asText()
                + (until.isEmpty() ? "" : " until " + until + " UTC")
                + " by " + alert.path("actor").asText("the detector")
                + (reason.isEmpty() ? "" : ": " + reason)));
    }
}
