package dev.backslide.cli.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.core.detection.evaluation.Score;
import dev.backslide.core.detection.evaluation.Scorer;
import dev.backslide.core.detection.evaluation.SeriesLabels;
import dev.backslide.core.report.TextTable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What alerts are worth against labels, in total and per family. Not thread-safe. */
final class Scoreboard {

    private static final String TOTAL = "all";
    private static final int RATE_DIGITS = 4;
    private static final int PER_THOUSAND_DIGITS = 3;
    private static final int DELAY_DIGITS = 2;

    private final Map<String, SeriesLabels> labels;
    private final Map<String, List<Integer>> alerts = new HashMap<>();

    /** @param labels by series id */
    Scoreboard(Map<String, SeriesLabels> labels) {
        this.labels = labels;
    }

    /** @param index the measurement after which it was raised */
    void alert(String seriesId, long index) {
        alerts.computeIfAbsent(seriesId, id -> new ArrayList<>()).add((int) Math.min(Integer.MAX_VALUE, index));
    }

    List<String> lines() {
        TextTable table = new TextTable(
                "FAMILY",
                ">SERIES",
                ">CHANGES",
                ">HITS",
                ">FALSE",
                ">MISSED",
                ">DUPLICATES",
                ">PRECISION",
                ">RECALL",
                ">F1@20",
                ">F1@10",
                ">FA/1k",
                ">DELAY",
                ">ALERTS/CHANGE");
        groups().forEach((family, group) -> {
            Score score = group.at20();
            table.row(
                    family,
                    Integer.toString(score.series()),
                    Integer.toString(score.hits() + score.missed()),
                    Integer.toString(score.hits()),
                    Integer.toString(score.falseAlarms()),
                    Integer.toString(score.missed()),
                    Integer.toString(score.duplicates()),
                    rounded(score.precision(), RATE_DIGITS),
                    rounded(score.recall(), RATE_DIGITS),
                    rounded(score.f1(), RATE_DIGITS),
                    rounded(group.at10().f1(), RATE_DIGITS),
                    rounded(score.falseAlarmsPerThousand(), PER_THOUSAND_DIGITS),
                    rounded(score.meanDelay(), DELAY_DIGITS),
                    rounded(score.alertsPerChange(), DELAY_DIGITS));
        });
        return table.lines();
    }

    /** A figure object a family, the total first; figures that cannot be had are null. */
    ArrayNode json() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        groups().forEach((family, group) -> {
            Score score = group.at20();
            ObjectNode node = list.addObject()
                    .put("family", family)
                    .put("series", score.series())
                    .put("changes", score.hits() + score.missed())
                    .put("hits", score.hits())
                    .put("false", score.falseAlarms())
                    .put("missed", score.missed())
                    .put("duplicates", score.duplicates());
            number(node, "precision", score.precision());
            number(node, "recall", score.recall());
            number(node, "f1_at_20", score.f1());
            number(node, "f1_at_10", group.at10().f1());
            number(node, "false_alarms_per_1000", score.falseAlarmsPerThousand());
            number(node, "mean_delay", score.meanDelay());
            number(node, "alerts_per_change", score.alertsPerChange());
        });
        return list;
    }

    private Map<String, Group> groups() {
        Group total = Group.NONE;
        Map<String, Group> families = new TreeMap<>();
        for (Map.Entry<String, SeriesLabels> entry : labels.entrySet()) {
            SeriesLabels series = entry.getValue();
            List<Integer> raised = alerts.getOrDefault(entry.getKey(), List.of()).stream()
                    .sorted()
                    .toList();
            Group group = new Group(Scorer.AT_20.score(series, raised), Scorer.AT_10.score(series, raised));
            total = total.plus(group);
            families.merge(series.family(), group, Group::plus);
        }
        Map<String, Group> groups = new LinkedHashMap<>();
        groups.put(TOTAL, total);
        groups.putAll(families);
        return groups;
    }

    private static void number(ObjectNode node, String field, double value) {
        if (Double.isFinite(value)) {
            node.put(field, value);
        } else {
            node.putNull(field);
        }
    }

    /** As the protocol's scorer rounds. */
    private static String rounded(double value, int digits) {
        return Double.isFinite(value)
                ? new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString()
                : "-";
    }

    /** The scores of some series within 20 and within 10 measurements. Immutable. */
    private record Group(Score at20, Score at10) {

        static final Group NONE = new Group(Score.NONE, Score.NONE);

        Group plus(Group other) {
            return new Group(at20.plus(other.at20), at10.plus(other.at10));
        }
    }
}
