package dev.backslide.cli.backtest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.output.Json;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.detection.evaluation.AlertPairs;
import dev.backslide.core.detection.evaluation.ComparedAlert;
import dev.backslide.core.detection.evaluation.PolicyComparison;
import dev.backslide.core.detection.rule.Policies;
import dev.backslide.core.report.PercentText;
import dev.backslide.core.report.TextTable;
import dev.backslide.files.RecordedFile;
import dev.backslide.files.RecordedSeries;

import java.io.PrintWriter;
import java.util.List;

/** Streams a file through two policies at once and tells which alerts come and go. Not thread-safe: one a run. */
final class PolicyBacktest {

    private final CliContext context;
    private final RuleChoice first;
    private final RuleChoice second;
    private final BacktestOutput output;
    private final AlertPairs pairs = new AlertPairs();
    private long bothWays;

    PolicyBacktest(CliContext context, RuleChoice first, RuleChoice second, BacktestOutput output) {
        this.context = context;
        this.first = first;
        this.second = second;
        this.output = output;
    }

    void run(RecordedFile file, Policies configured) {
        PolicyComparison comparison = new PolicyComparison(first.over(configured), second.over(configured));
        file.read(measurement -> comparison
                .next(measurement.series(), measurement.event())
                .forEach(raised -> pairs.add(raised.bySecond(), compared(measurement.of(), raised))));
        pairs.pair();
        bothWays = comparison.judgedBothWays();
        if (output.json()) {
            context.out().println(Json.pretty(json(file)));
        } else {
            print(file);
        }
    }

    private static ComparedAlert compared(RecordedSeries series, PolicyComparison.Raised raised) {
        return new ComparedAlert(
                series.id(), series.index(0), series.index(raised.sinceFirst()), raised.alert(), raised.other());
    }

    private void print(RecordedFile file) {
        PrintWriter out = context.out();
        int gone = pairs.onlyFirst().size();
        int come = pairs.onlySecond().size();
        out.println(file.counted());
        if (bothWays > 0) {
            out.println(BacktestOutput.judgedBothWays(bothWays) + "set --unit or --direction");
        }
        out.println(counted(' ', gone + pairs.same()) + " of " + first);
        out.println(counted(' ', come + pairs.same()) + " of " + second);
        out.printf("  %,6d the same, %,d of them of another severity%n", pairs.same(), pairs.otherSeverity());
        out.printf("- %,6d only of %s%n", gone, first);
        out.printf("+ %,6d only of %s%n", come, second);
        list(out, '-', pairs.onlyFirst(), second);
        list(out, '+', pairs.onlySecond(), first);
    }

    private static String counted(char sign, int alerts) {
        return sign + " " + "%,6d".formatted(alerts) + (alerts == 1 ? " alert" : " alerts");
    }

    private void list(PrintWriter out, char sign, List<ComparedAlert> alerts, RuleChoice other) {
        alerts.stream().limit(output.limit()).forEach(alert -> out.println(text(sign, alert, other)));
        if (alerts.size() > output.limit()) {
            out.printf("%s … the first %,d of %,d; --limit shows more%n", sign, output.limit(), alerts.size());
        }
    }

    /** Two lines: the alert and what the other policy says. */
    private static String text(char sign, ComparedAlert compared, RuleChoice other) {
        RegressionAlert alert = compared.alert();
        MetricVerdict verdict = compared.other();
        Double percent = alert.changePercent();
        return sign + " " + TextTable.printable(compared.seriesId()) + " at " + compared.index() + " (change point "
                + compared.changePoint() + "): " + (percent == null ? "from 0" : PercentText.signed(percent)) + ", "
                + alert.severity().label() + ": " + TextTable.printable(alert.reason()) + System.lineSeparator()
                + "    " + other + ": " + verdict.verdict() + ", " + TextTable.printable(verdict.reason())
                + (compared.isOtherOpen() ? "; its alert is open already" : "");
    }

    private ObjectNode json(RecordedFile file) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("series", file.series().size())
                .put("measurements", file.measurements())
                .put("judged_both_ways", bothWays)
                .put("same", pairs.same())
                .put("same_with_other_severity", pairs.otherSeverity());
        side(node.putObject("first"), first, pairs.onlyFirst());
        side(node.putObject("second"), second, pairs.onlySecond());
        return node;
    }

    private void side(ObjectNode node, RuleChoice rule, List<ComparedAlert> only) {
        node.put("detector", rule.detector().label())
                .put("threshold_percent", rule.thresholdPercent())
                .put("alerts", only.size() + pairs.same());
        var list = node.putArray("only");
        only.forEach(alert -> list.add(json(alert)));
    }

    private static ObjectNode json(ComparedAlert compared) {
        RegressionAlert alert = compared.alert();
        MetricVerdict verdict = compared.other();
        return JsonNodeFactory.instance
                .objectNode()
                .put("series_id", compared.seriesId())
                .put("index", compared.index())
                .put("cp_index", compared.changePoint())
                .put("direction", compared.up() ? "up" : "down")
                .put("severity", alert.severity().label())
                .put("change_percent", alert.changePercent())
                .put("reason_code", alert.reasonCode().name())
                .put("reason", alert.reason())
                .put("other_verdict", verdict.verdict().name())
                .put("other_reason_code", verdict.reasonCode().name())
                .put("other_reason", verdict.reason())
                .put("other_alert_open", compared.isOtherOpen());
    }
}
