package dev.backslide.cli.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.output.Json;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.detection.evaluation.BacktestDetector;
import dev.backslide.core.detection.evaluation.StabilityCheck;
import dev.backslide.core.detection.rule.Policies;
import dev.backslide.core.detection.rule.Policy;
import dev.backslide.core.report.TextTable;
import dev.backslide.core.text.Counted;
import dev.backslide.files.RecordedFile;
import dev.backslide.files.RecordedSeries;
import dev.backslide.files.SeriesValues;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The A/A check of a file: how many false alarms to expect on data like it. Not thread-safe: one a run. */
final class StabilityBacktest {

    private static final double SECONDS_PER_YEAR = 365.25 * 24 * 3600;
    private static final int WORST = 10;

    private final CliContext context;
    private final RuleChoice rule;
    private final int shuffles;
    private final long seed;
    private final Map<RecordedSeries, SeriesValues> bySeries = new LinkedHashMap<>();
    private final List<SeriesResult> results = new ArrayList<>();

    StabilityBacktest(CliContext context, RuleChoice rule, int shuffles, long seed) {
        this.context = context;
        this.rule = rule;
        this.shuffles = shuffles;
        this.seed = seed;
    }

    void run(RecordedFile file, Policies configured, boolean json) {
        file.read(measurement -> bySeries.computeIfAbsent(
                        measurement.of(), series -> new SeriesValues(series, measurement.event()))
                .add(measurement.event()));
        StabilityCheck changes =
                StabilityCheck.ofChanges(rule.detector().detectors(rule.thresholdPercent()), shuffles, seed);
        for (SeriesValues series : bySeries.values()) {
            double[] values = series.values();
            results.add(
                    new SeriesResult(series.series().id(), changes.check(values), gate(series, values, configured)));
        }
        double perYear = file.hasTimes() ? perSeriesAndYear() : Double.NaN;
        FalseAlarms confirmed = new FalseAlarms(total(false), perYear);
        FalseAlarms suspected = new FalseAlarms(total(true), perYear);
        if (json) {
            context.out().println(Json.pretty(json(confirmed, suspected)));
        } else {
            print(confirmed, suspected);
        }
    }

    private StabilityCheck.Result gate(SeriesValues series, double[] values, Policies configured) {
        if (!hasGate()) {
            return new StabilityCheck.Result(0, 0);
        }
        MetricEvent newest = series.newest();
        Policy policy = rule.over(configured).apply(newest.metricKey());
        return StabilityCheck.ofGate(policy, policy.directionOf(newest), shuffles, seed)
                .check(values);
    }

    private boolean hasGate() {
        return rule.detector() == BacktestDetector.ADAPTIVE;
    }

    private double perSeriesAndYear() {
        return bySeries.keySet().stream()
                        .mapToDouble(RecordedSeries::perSecond)
                        .filter(Double::isFinite)
                        .average()
                        .orElse(Double.NaN)
                * SECONDS_PER_YEAR;
    }

    private StabilityCheck.Result total(boolean gate) {
        return results.stream()
                .map(result -> gate ? result.suspected() : result.confirmed())
                .reduce(new StabilityCheck.Result(0, 0), StabilityCheck.Result::plus);
    }

    private String method() {
        return "Every stretch of at least " + StabilityCheck.MIN_STRETCH
                + " measurements without a change was shuffled " + Counted.of(shuffles, "time")
                + " and judged again by " + rule
                + ", so that each alarm is false. Shuffling also removes trends and the dependence of one "
                + "measurement on the next, so series that wander raise more.";
    }

    private void print(FalseAlarms confirmed, FalseAlarms suspected) {
        PrintWriter out = context.out();
        out.println(method());
        long used = results.stream()
                .filter(result -> result.confirmed().measurements() > 0)
                .count();
        out.printf("%,d of %,d series have such a stretch.%n", used, results.size());
        if (used == 0) {
            return;
        }
        TextTable table = new TextTable("EXPECT", ">FALSE", ">OF", ">PER 1,000", ">PER SERIES AND YEAR");
        row(table, "false alerts", confirmed);
        if (hasGate()) {
            row(table, "false suspects", suspected);
        }
        table.lines(context.width()).forEach(out::println);
        List<SeriesResult> worst = worst();
        if (!worst.isEmpty()) {
            TextTable series = new TextTable("~WORST SERIES", ">FALSE ALERTS", ">FALSE SUSPECTS", ">OF");
            worst.forEach(result -> series.row(
                    result.id(),
                    "%,d".formatted(result.confirmed().alerts()),
                    hasGate() ? "%,d".formatted(result.suspected().alerts()) : "-",
                    "%,d".formatted(result.confirmed().measurements())));
            series.lines(context.width()).forEach(out::println);
        }
    }

    private static void row(TextTable table, String what, FalseAlarms alarms) {
        table.row(
                what,
                "%,d".formatted(alarms.found().alerts()),
                "%,d".formatted(alarms.found().measurements()),
                alarms.perThousandText(),
                alarms.perYearText());
    }

    private List<SeriesResult> worst() {
        return results.stream()
                .filter(result ->
                        result.confirmed().alerts() + result.suspected().alerts() > 0)
                .sorted(Comparator.comparingDouble(
                                (SeriesResult result) -> -result.confirmed().falseAlarmsPerThousand())
                        .thenComparingDouble(result -> -result.suspected().falseAlarmsPerThousand()))
                .limit(WORST)
                .toList();
    }

    private ObjectNode json(FalseAlarms confirmed, FalseAlarms suspected) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("method", method())
                .put("detector", rule.detector().label())
                .put("threshold_percent", rule.thresholdPercent())
                .put("shuffles", shuffles)
                .put("seed", seed)
                .put("series", results.size());
        confirmed.json(node.putObject("false_alerts"));
        if (hasGate()) {
            suspected.json(node.putObject("false_suspects"));
        }
        ArrayNode worst = node.putArray("worst_series");
        worst().forEach(result -> worst.addObject()
                .put("series_id", result.id())
                .put("false_alerts", result.confirmed().alerts())
                .put("false_suspects", result.suspected().alerts())
                .put("watched", result.confirmed().measurements()));
        return node;
    }

    private record SeriesResult(String id, StabilityCheck.Result confirmed, StabilityCheck.Result suspected) {}
}
