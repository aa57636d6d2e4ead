package dev.backslide.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.core.report.PercentText;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.TextTable;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Alerts of the HTTP API as a table for people. Stateless. */
public final class AlertTable {

    private static final int COMMIT_LENGTH = 10;
    private static final int DATE_LENGTH = 10;
    private static final int ID_LENGTH = 8;
    private static final List<String> HEADINGS =
            List.of("SEVERITY", "~METRIC", ">CHANGE", "?>FROM", "?>TO", "?UNIT", "?SINCE", "?COMMITS", "STATE");

    private AlertTable() {}

    public static List<String> lines(Iterable<JsonNode> alerts, int width) {
        TextTable table = new TextTable(HEADINGS.toArray(String[]::new));
        for (JsonNode alert : alerts) {
            table.row(cells(alert).toArray(String[]::new));
        }
        return table.lines(width);
    }

    /** As {@link #lines}, each with the start of its id, by which commands know it. */
    public static List<String> linesWithIds(Iterable<JsonNode> alerts, int width) {
        List<String> headings = new ArrayList<>(HEADINGS);
        headings.add(0, "ID");
        TextTable table = new TextTable(headings.toArray(String[]::new));
        for (JsonNode alert : alerts) {
            List<String> cells = new ArrayList<>(cells(alert));
            cells.add(0, start(alert.path("alert_id").asText(), ID_LENGTH));
            table.row(cells.toArray(String[]::new));
        }
        return table.lines(width);
    }

    private static List<String> cells(JsonNode alert) {
        return List.of(
                alert.path("severity").asText().toUpperCase(Locale.ROOT),
                alert.path("series_key").asText(),
                change(alert),
                PlainNumber.of(alert.path("previous_value").asDouble()),
                PlainNumber.of(alert.path("current_value").asDouble()),
                alert.path("unit").asText(),
                day(alert.path("opened_at").asText()),
                commits(alert),
                alert.path("state").asText());
    }

    private static String change(JsonNode alert) {
        JsonNode change = alert.path("change_percentage");
        return change.isNumber() ? PercentText.signed(change.asDouble()) : "from 0";
    }

    private static String commits(JsonNode alert) {
        return commits(text(alert.path("last_good_commit")), text(alert.path("first_bad_commit")));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }

    /** The day of a time in ISO 8601. */
    public static String day(String time) {
        return start(time, DATE_LENGTH);
    }

    /** Last good and first bad commit; empty where the bad one is not known. */
    public static String commits(@Nullable String good, @Nullable String bad) {
        return bad == null ? "" : (good == null ? "" : start(good, COMMIT_LENGTH)) + ".." + start(bad, COMMIT_LENGTH);
    }

    private static String start(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }
}
