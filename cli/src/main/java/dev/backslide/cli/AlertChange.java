package dev.backslide.cli;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.List;

/** Does what somebody wants about one alert and shows the alert as it stands then. Stateless. */
final class AlertChange {

    private AlertChange() {}

    /** Does it, and returns once it shows. */
    static int run(BackslideCommand root, AskedPlace place, String id, Handling handling) {
        if (id.isBlank()) {
            throw new CommandFailure(
                    "ID was empty but it must be an alert's id or its start; './backslide alerts' shows them");
        }
        show(root.surroundings(), place.store(root).handle(id, handling).path("alert"));
        return ExitCode.OK;
    }

    private static void show(Surroundings surroundings, JsonNode alert) {
        PrintWriter out = surroundings.out();
        AlertTable.linesWithIds(List.of(alert), surroundings.width()).forEach(out::println);
        String until = alert.path("snoozed_until").asText("");
        String reason = alert.path("reason").asText();
        out.println(TextTable.printable(alert.path("state").asText()
                + (until.isEmpty() ? "" : " until " + until + " UTC")
                + " by " + alert.path("actor").asText("the detector")
                + (reason.isEmpty() ? "" : ": " + reason)));
    }
}
