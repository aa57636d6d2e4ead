package dev.backslide.cli.record;

import dev.backslide.cli.gate.Gate;
import dev.backslide.cli.gate.GateMeasurement;
import dev.backslide.cli.gate.GateRule;
import dev.backslide.cli.gate.GateStatus;
import dev.backslide.core.MetricEvent;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NotSent;

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
    private final boolean failOnRegression;
    private final Map<GateStatus, GateMeasurement> examples = new EnumMap<>(GateStatus.class);
    private final List<String> problem = new ArrayList<>();

    OutcomeTally(boolean failOnRegression) {
        this.failOnRegression = failOnRegression;
        this.rule = GateRule.withoutOptions(failOnRegression);
    }

    void add(MetricEvent event, VerdictOutcome outcome) {
        if (outcome instanceof NotSent notSent) {
            addProblem(notSent.message());
        } else {
            GateMeasurement measured = GateMeasurement.of(event, outcome);
            examples.putIfAbsent(rule.standingOf(measured), measured);
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
        return Gate.exitCode(List.copyOf(examples.values()), problem, failOnRegression);
    }
}
