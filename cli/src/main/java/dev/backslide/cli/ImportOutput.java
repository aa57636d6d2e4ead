package dev.backslide.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.core.Counted;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Severity;
import dev.backslide.jmh.JmhMeasurements;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.VerdictOutcome.Received;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells what became of imported results, and gives the exit code for it. Immutable.
 *
 * @param surroundings where to print
 * @param json whether as JSON
 * @param failOnRegression whether a regression is exit code 2
 * @param measured what the file holds
 */
record ImportOutput(Surroundings surroundings, boolean json, boolean failOnRegression, JmhMeasurements measured) {

    /** What is wrong with the file, on standard error. */
    void problems(Path file) {
        String name = String.valueOf(file.getFileName());
        measured.warnings().forEach(text -> complain("warning: " + name + ", " + text));
        measured.broken().forEach(text -> complain(name + ", " + text));
        if (measured.entries() == 0) {
            complain(name + " holds no results; run a benchmark");
        }
    }

    /** Nobody waits for verdicts. */
    int recorded(Path file, List<VerdictOutcome> outcomes) {
        List<String> refused = outcomes.stream()
                .filter(NotSent.class::isInstance)
                .map(outcome -> ((NotSent) outcome).message())
                .toList();
        refused.forEach(this::complain);
        if (json) {
            ArrayNode results = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < outcomes.size(); i++) {
                if (!(outcomes.get(i) instanceof NotSent)) {
                    results.add(RecordOutput.toJson(measured.events().get(i)));
                }
            }
            print(results);
        } else {
            surroundings
                    .out()
                    .println("recorded " + Counted.of(outcomes.size() - refused.size(), "measurement") + " of "
                            + Counted.of(measured.entries() - measured.broken().size(), "result") + " in "
                            + surroundings.show(file));
        }
        return gated(outcomes);
    }

    /** Somebody waited. */
    int judged(List<VerdictOutcome> outcomes) {
        if (json) {
            ArrayNode results = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < outcomes.size(); i++) {
                results.add(RecordOutput.toJson(measured.events().get(i), outcomes.get(i)));
            }
            print(results);
        } else {
            printTable(outcomes);
        }
        return exitCode(outcomes);
    }

    /** The code where a gate decides about the verdicts: only what did not work counts. */
    int gated(List<VerdictOutcome> outcomes) {
        return isIncomplete(outcomes) ? ExitCode.FAILED : ExitCode.OK;
    }

    private void print(ArrayNode results) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("results", results);
        ArrayNode broken = node.putArray("left_out");
        measured.broken().forEach(broken::add);
        ArrayNode warnings = node.putArray("warnings");
        measured.warnings().forEach(warnings::add);
        surroundings.out().println(Json.pretty(node));
    }

    private void printTable(List<VerdictOutcome> outcomes) {
        TextTable table = new TextTable("VERDICT", "~METRIC", ">VALUE", "?UNIT", ">CHANGE", "_WHY");
        int tracked = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            if (isTrackedOnly(outcomes.get(i))) {
                tracked++;
            } else {
                addRow(table, measured.events().get(i), outcomes.get(i));
            }
        }
        PrintWriter out = surroundings.out();
        if (tracked < outcomes.size()) {
            table.lines(surroundings.width()).forEach(out::println);
        }
        if (tracked > 0) {
            out.println(Counted.of(tracked, "more metric is", "more metrics are")
                    + " tracked and not judged: nothing says which way is better");
        }
    }

    private static void addRow(TextTable table, MetricEvent event, VerdictOutcome outcome) {
        String verdict = "INCONCLUSIVE";
        String change = "";
        String key = event.metricKey().toString();
        String why;
        if (outcome instanceof Received received) {
            MetricVerdict answer = received.verdict();
            key = answer.seriesKey();
            Severity severity = answer.severity();
            Double percent = answer.changePercent();
            verdict = answer.verdict() + (severity == null ? "" : " (" + severity.label() + ")");
            change = percent == null ? "" : Numbers.percent(percent);
            why = answer.reason();
        } else if (outcome instanceof NoneCame none) {
            why = none.reason();
        } else {
            verdict = "not recorded";
            why = ((NotSent) outcome).message();
        }
        table.row(verdict, key, Numbers.plain(event.value()), event.unit(), change, why);
    }

    private int exitCode(List<VerdictOutcome> outcomes) {
        List<String> problems = new ArrayList<>(measured.broken());
        if (measured.entries() == 0) {
            problems.add("the file holds no results");
        }
        List<Measured> judged = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof NotSent notSent) {
                problems.add(notSent.message());
            } else {
                judged.add(Measured.of(measured.events().get(i), outcomes.get(i)));
            }
        }
        return Gate.exitCode(judged, problems, failOnRegression);
    }

    private boolean isIncomplete(List<VerdictOutcome> outcomes) {
        return leftOut() || outcomes.stream().anyMatch(NotSent.class::isInstance);
    }

    private boolean leftOut() {
        return !measured.broken().isEmpty() || measured.entries() == 0;
    }

    /** Whether there is no verdict because nobody wants one. */
    private static boolean isTrackedOnly(VerdictOutcome outcome) {
        return outcome instanceof Received received && received.verdict().direction() == Direction.UNKNOWN;
    }

    private void complain(String text) {
        Failures.print(surroundings.err(), text);
    }
}
