package dev.backslide.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.output.AlertTable;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.TextTable;

import java.io.PrintWriter;
import java.util.List;

/** One alert and every change of its state: when, by whom and why. Stateless. */
final class AlertHistory {

    private AlertHistory() {}

    /** @param answer of {@code /api/v1/alerts/{id}} */
    static void print(CliContext context, JsonNode answer) {
        PrintWriter out = context.out();
        JsonNode alert = answer.path("alert");
        out.println(TextTable.printable(alert.path("alert_id").asText()));
        out.println(TextTable.printable(alert.path("message").asText()));
        out.println();
        AlertTable.lines(List.of(alert), context.width()).forEach(out::println);
        out.println();
        TextTable table = new TextTable(">NO", "TIME (UTC)", "STATE", "SEVERITY", "?>VALUE", "?BY", "_WHY");
        for (JsonNode revision : answer.path("transitions")) {
            String until = revision.path("snoozed_until").asText("");
            table.row(
                    revision.path("revision").asText(),
                    revision.path("date_time").asText(),
                    revision.path("state").asText() + (until.isEmpty() ? "" : " until " + until),
                    revision.path("severity").asText(),
                    PlainNumber.of(revision.path("current_value").asDouble()),
                    revision.path("actor").asText("detector"),
                    revision.path("reason").asText());
        }
        table.lines(context.width()).forEach(out::println);
        long total = answer.path("total").asLong();
        if (total > answer.path("transitions").size()) {
            out.printf(
                    "%,d of %,d; --json with the HTTP API's offset shows more%n",
                    answer.path("transitions").size(), total);
        }
    }
}
