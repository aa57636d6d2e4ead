package dev.backslide.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Locale;

/** A gate's outcome as JSON: each measurement as a line of the results file has it, and what it counts as. Stateless. */
final class GateJson {

    private GateJson() {}

    static String render(GateResult result) {
        GateRun run = result.run();
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("outcome", result.outcome())
                .put("exit_code", result.exitCode())
                .put("headline", result.headline())
                .put("run_id", run.runId())
                .put("tracker", run.tracker().name().toLowerCase(Locale.ROOT))
                .put("command_status", run.commandStatus());
        run.command().forEach(root.putArray("command")::add);
        result.notes().forEach(root.putArray("notes")::add);
        run.missing().forEach(root.putArray("missing")::add);
        run.problems().forEach(root.putArray("problems")::add);
        ArrayNode measurements = root.putArray("measurements");
        result.rows()
                .forEach(row -> measurements.add(ResultsFile.toJson(row.measured())
                        .put("counts_as", row.standing().name().toLowerCase(Locale.ROOT))));
        return Json.pretty(root) + "\n";
    }
}
