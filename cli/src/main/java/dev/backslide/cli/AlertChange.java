package dev.backslide.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;

import java.io.PrintWriter;
import java.util.List;

/** Sends what somebody wants done about one alert and shows the alert as it stands then. Stateless. */
final class AlertAction {

    private AlertAction() {}

    /**
     * Does it, and returns once the store shows it.
     *
     * @param verb last part of the path
     */
    static int run(
            Surroundings surroundings,
            Configuration configuration,
            String id,
            String verb,
            ObjectNode body,
            ActionOptions options) {
        if (id.isBlank()) {
            throw new CommandFailure(
                    "ID was empty but it must be an alert's id or its start; './backslide alerts' shows them");
        }
        SinkClient client = new SinkClient(configuration.get(Setting.SINK_URL));
        JsonNode answer =
                client.change("POST", "/api/v1/alerts/" + SinkClient.encode(id) + "/" + verb, options.query(), body);
        requireApplied(answer);
        show(surroundings.out(), answer.path("alert"));
        return ExitCode.OK;
    }

    /** @throws CommandFailure where the detector has not done it yet */
    static void requireApplied(JsonNode answer) {
        if (!answer.path("applied").asBoolean()) {
            throw new CommandFailure("the broker has the command, but it has not taken effect within 15 s;"
                    + " check that a detector runs, then look with './backslide alerts --state all'");
        }
    }

    private static void show(PrintWriter out, JsonNode alert) {
        AlertTable.linesWithIds(List.of(alert)).forEach(out::println);
        String until = alert.path("snoozed_until").asText("");
        String reason = alert.path("reason").asText();
        out.println(TextTable.printable(alert.path("state").asText()
                + (until.isEmpty() ? "" : " until " + until + " UTC")
                + " by " + alert.path("actor").asText("the detector")
                + (reason.isEmpty() ? "" : ": " + reason)));
    }
}
