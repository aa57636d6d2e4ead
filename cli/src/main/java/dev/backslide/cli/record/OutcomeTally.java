package dev.backslide.cli.record;

import dev.backslide.core.MetricEvent;
import dev.backslide.gate.Gate;
import dev.backslide.gate.GateRule;
import dev.backslide.gate.GateStatus;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.tracker.MeasurementResult;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Comes to the exit code of a command that waited for any number of verdicts. The code follows from which standings there are, so one
 * measurement of each is kept. Not thread-safe.
 */
final class OutcomeTally {

    private final GateRule rule;
    private final Map<GateStatus, MeasurementResult> examples = new EnumMap<>(GateStatus.class);
    private final List<String> problem = new ArrayList<>();

    OutcomeTally(boolean failOnRegression) {
        this.rule = GateRule.of(failOnRegression);
    }

    void add(MetricEvent event, VerdictOutcome outcome) {
        if (outcome instanceof NotSent notSent) {
            addProblem(notSent.message());
        } else {
            MeasurementResult measured = MeasurementResult.of(event, outcome);
            examples.putIfAbsent(rule.statusOf(measured), measured);
        }
    }

    /** Something that was not recorded. */
    void addProblem(String text) {
        if (problem.isEmpty()) {
            problem.add(text);
        }
    }

    /** Whether something was not recorded. */
    boolean isIncomplete() {
        return !problem.isEmpty();
    }

    int exitCode() {
        return Gate.outcome(List.copyOf(examples.values()), problem, rule).exitCode();
    }
}
