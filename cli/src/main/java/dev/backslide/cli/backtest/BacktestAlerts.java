package dev.backslide.cli.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.cli.output.AlertTable;
import dev.backslide.core.AlertState;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.detection.evaluation.AlertBacktest;
import dev.backslide.core.report.PercentText;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.TextTable;
import dev.backslide.files.RecordedSeries;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The alerts that were raised over a recorded file, in the order in which they were raised, each with its life. Not thread-safe. */
final class BacktestAlerts {

    private final Map<String, Life> lives = new LinkedHashMap<>();

    /** One change of an alert's state. Immutable. */
    private record Step(long index, RegressionAlert alert) {}

    /** An alert with all its changes. Not thread-safe: it grows. */
    private record Life(String seriesId, long index, long changePoint, List<Step> steps) {

        RegressionAlert now() {
            return steps.get(steps.size() - 1).alert();
        }

        /** Where it ended; empty: it did not. */
        String end() {
            Step last = steps.get(steps.size() - 1);
            return last.alert().state().isOpen() ? "" : " at " + last.index();
        }
    }

    /** @param series that was measured just now */
    void add(RecordedSeries series, AlertBacktest.Revision revision) {
        RegressionAlert alert = revision.alert();
        Life life = lives.computeIfAbsent(
                alert.alertId() + alert.direction(),
                id -> new Life(series.id(), series.index(0), series.index(revision.sinceFirst()), new ArrayList<>()));
        life.steps().add(new Step(series.index(0), alert));
    }

    int count() {
        return lives.size();
    }

    /** How many are in this state at the end. */
    long count(AlertState state) {
        return lives.values().stream()
                .filter(life -> life.now().state() == state)
                .count();
    }

    /**
     * The first alerts as a table.
     *
     * @param timed whether the rows say when they were measured
     * @param width that is to be kept to
     */
    List<String> lines(int limit, boolean timed, int width) {
        Collection<Life> shown = lives.values().stream().limit(limit).toList();
        List<String> headings = new ArrayList<>(
                List.of("SEVERITY", "~SERIES", ">CHANGE", "?>FROM", "?>TO", ">RAISED AT", ">CHANGE POINT"));
        if (timed) {
            headings.add("?SINCE");
        }
        headings.addAll(List.of("?COMMITS", "STATE"));
        TextTable table = new TextTable(headings.toArray(String[]::new));
        shown.forEach(life -> table.row(cells(life, timed).toArray(String[]::new)));
        return table.lines(width);
    }

    private static List<String> cells(Life life, boolean timed) {
        RegressionAlert alert = life.now();
        Double percent = alert.changePercent();
        List<String> cells = new ArrayList<>(List.of(
                alert.severity().name(),
                life.seriesId(),
                percent == null ? "from 0" : PercentText.signed(percent),
                PlainNumber.of(alert.previousValue()),
                PlainNumber.of(alert.currentValue()),
                Long.toString(life.index()),
                Long.toString(life.changePoint())));
        if (timed) {
            cells.add(AlertTable.day(alert.openedAt().toString()));
        }
        cells.add(AlertTable.commits(alert.lastGoodCommit(), alert.firstBadCommit()));
        cells.add(alert.state().name().toLowerCase(Locale.ROOT) + life.end());
        return cells;
    }

    ArrayNode json() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        lives.values().forEach(life -> list.add(json(life)));
        return list;
    }

    private static ObjectNode json(Life life) {
        RegressionAlert alert = life.now();
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("series_id", life.seriesId())
                .put("index", life.index())
                .put("cp_index", life.changePoint())
                .put("direction", alert.currentValue() > alert.previousValue() ? "up" : "down")
                .put("severity", alert.severity().label())
                .put("state", alert.state().name().toLowerCase(Locale.ROOT))
                .put("before", alert.previousValue())
                .put("after", alert.currentValue())
                .put("change_percent", alert.changePercent())
                .put("since", alert.openedAt().toString())
                .put("last_good_commit", alert.lastGoodCommit())
                .put("first_bad_commit", alert.firstBadCommit())
                .put("message", alert.message());
        ArrayNode transitions = node.putArray("transitions");
        life.steps()
                .forEach(step -> transitions
                        .addObject()
                        .put("index", step.index())
                        .put("state", step.alert().state().name().toLowerCase(Locale.ROOT))
                        .put("severity", step.alert().severity().label())
                        .put("value", step.alert().currentValue())
                        .put("reason_code", step.alert().reasonCode().name())
                        .put("reason", step.alert().reason()));
        return node;
    }
}
