package dev.backslide.gate;

import dev.backslide.configuration.Nearest;
import dev.backslide.configuration.TrackerKind;
import dev.backslide.core.report.PercentText;
import dev.backslide.gate.GateResult.Row;
import dev.backslide.sdk.tracker.MeasurementResult;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Decides how a gate ends. A regression outranks everything, since a command often fails because of it; then what kept the tool
 * or the command from working, then what is not known. Nothing measured never passes. Not thread-safe.
 *
 * @since 0.1
 */
public final class Gate {

    private static final int NAMED = 3;

    private final GateRun run;
    private final GateRule rule;
    private final List<Row> rows;
    private final List<String> notes = new ArrayList<>();

    private Gate(GateRun run, GateRule rule) {
        this.run = run;
        this.rule = rule;
        this.rows = run.measured().stream()
                .map(measured -> new Row(measured, rule.statusOf(measured)))
                .toList();
    }

    /** The outcome of a run under a rule. */
    public static GateResult judge(GateRun run, GateRule rule) {
        return new Gate(run, rule).result();
    }

    /**
     * The outcome of measurements that are not a run of a command.
     *
     * @param measured what has a verdict, or should have one
     * @param problems what was not recorded, one sentence each
     */
    public static GateOutcome outcome(List<MeasurementResult> measured, List<String> problems, GateRule rule) {
        GateRun run = new GateRun("", TrackerKind.LOCAL, List.of(), 0, measured, List.of(), problems);
        return judge(run, rule).outcome();
    }

    private GateResult result() {
        List<Row> failures = rows(GateStatus.FAILURE);
        List<String> broken = broken();
        List<String> unknown = unknown();
        GateOutcome outcome = !failures.isEmpty()
                ? GateOutcome.REGRESSION
                : !broken.isEmpty()
                        ? GateOutcome.FAILED
                        : unknown.isEmpty() ? GateOutcome.PASS : GateOutcome.INCONCLUSIVE;
        List<String> causes = new ArrayList<>();
        if (!failures.isEmpty()) {
            causes.add(counted(failures.size()) + " worse than allowed: " + named(failures));
        }
        causes.addAll(broken);
        causes.addAll(unknown);
        if (causes.isEmpty()) {
            causes.add(allIsWell());
        }
        notes.addAll(causes.subList(1, causes.size()));
        addRemarks();
        return new GateResult(run, outcome, outcome.headline() + ": " + causes.get(0), notes, rows);
    }

    private String allIsWell() {
        if (rows(GateStatus.NEW).size() == rows.size()) {
            return "nothing has a history to be compared with yet";
        }
        if (!rows(GateStatus.WARNING).isEmpty()) {
            return "nothing fails this gate";
        }
        return rows.size() == 1
                ? "the one measurement is not worse than allowed"
                : "none of " + rows.size() + " measurements is worse than allowed";
    }

    /** What did not work. */
    private List<String> broken() {
        List<String> broken = new ArrayList<>(run.problems());
        if (run.commandStatus() != 0) {
            broken.add("the command exited with status " + run.commandStatus()
                    + (rows.isEmpty() ? "" : "; its measurements are reported"));
        }
        return broken;
    }

    /** What keeps a gate from saying that all is well. */
    private List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        if (rows.isEmpty()) {
            unknown.add("nothing was measured; record through a tracker or './backslide record' inside the command");
        }
        run.missing()
                .forEach(pattern -> unknown.add("an expected metric was not measured: " + pattern + near(pattern)));
        List<Row> unanswered = rows(GateStatus.UNANSWERED);
        if (!unanswered.isEmpty()) {
            unknown.add(counted(unanswered.size()) + " without a verdict: " + named(unanswered) + " ("
                    + unanswered.get(0).measured().reason() + ")");
        }
        List<Row> fresh = rows(GateStatus.NEW);
        if (rule.requireHistory() && !fresh.isEmpty()) {
            unknown.add(counted(fresh.size()) + " without a history, which --require-history demands: " + named(fresh));
        }
        List<Row> unjudged = rows(GateStatus.UNJUDGED);
        if (!unjudged.isEmpty() && unjudged.size() == rows.size()) {
            unknown.add("no metric could be judged ("
                    + unjudged.get(0).measured().metricKey() + ": "
                    + unjudged.get(0).measured().reason() + ")");
        }
        return unknown;
    }

    private String near(String pattern) {
        return Nearest.to(
                        pattern,
                        run.measured().stream()
                                .map(MeasurementResult::metricKey)
                                .toList())
                .map(key -> " (nearest measured: " + key + ")")
                .orElse("");
    }

    private void addRemarks() {
        List<Row> warnings = rows(GateStatus.WARNING);
        if (!warnings.isEmpty()) {
            notes.add(counted(warnings.size()) + " worse, but not failing this gate: " + named(warnings));
        }
        List<Row> fresh = rows(GateStatus.NEW);
        if (!fresh.isEmpty() && !rule.requireHistory()) {
            notes.add(counted(fresh.size()) + " without a history yet, to be judged from the next run on: "
                    + named(fresh));
        }
    }

    private List<Row> rows(GateStatus status) {
        return rows.stream().filter(row -> row.status() == status).toList();
    }

    private String counted(int count) {
        return count == rows.size()
                ? (count == 1 ? "the one measurement is" : "all " + count + " measurements are")
                : count + " of " + rows.size() + (count == 1 ? " measurements is" : " measurements are");
    }

    private static String named(List<Row> rows) {
        String names = rows.stream().limit(NAMED).map(Gate::named).collect(Collectors.joining(", "));
        return rows.size() > NAMED ? names + " and " + (rows.size() - NAMED) + " more" : names;
    }

    private static String named(Row row) {
        Double change = row.measured().changePercent();
        return row.measured().metricKey() + (change == null ? "" : " " + PercentText.signed(change));
    }
}
