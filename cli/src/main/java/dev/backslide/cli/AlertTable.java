package dev.backslide.cli;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Locale;

/** Alerts of the HTTP API as a table for people. Stateless. */
final class AlertTable {

    private static final int COMMIT_LENGTH = 10;
    private static final int DATE_LENGTH = 10;

    private AlertTable() {}

    static List<String> lines(Iterable<JsonNode> alerts) {
        TextTable table =
                new TextTable("SEVERITY", "METRIC", ">CHANGE", ">FROM", ">TO", "UNIT", "SINCE", "COMMITS", "STATE");
        for (JsonNode alert : alerts) {
            table.row(
                    alert.path("severity").asText().toUpperCase(Locale.ROOT),
                    alert.path("series_key").asText(),
                    change(alert),
                    Numbers.plain(alert.path("previous_value").asDouble()),
                    Numbers.plain(alert.path("current_value").asDouble()),
                    alert.path("unit").asText(),
                    start(alert.path("opened_at").asText(), DATE_LENGTH),
                    commits(alert),
                    alert.path("state").asText());
        }
        return table.lines();
    }

    private static String change(JsonNode alert) {
        JsonNode change = alert.path("change_percentage");
        return change.isNumber() ? Numbers.percent(change.asDouble()) : "from 0";
    }

    private static String commits(JsonNode alert) {
        JsonNode good = alert.path("last_good_commit");
        JsonNode bad = alert.path("first_bad_commit");
        if (!bad.isTextual()) {
            return "";
        }
        return (good.isTextual() ? start(good.asText(), COMMIT_LENGTH) : "") + ".."
                + start(bad.asText(), COMMIT_LENGTH);
    }

    private static String start(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }
}
