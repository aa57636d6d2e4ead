package dev.backslide.gate;

import dev.backslide.configuration.TrackerKind;
import dev.backslide.sdk.tracker.MeasurementResult;

import java.util.ArrayList;
import java.util.List;

/**
 * What a gate has to judge: a command that has ended and what it recorded. Immutable.
 *
 * @param runId of all its measurements
 * @param tracker who judged them
 * @param command with its arguments
 * @param commandStatus exit status; 128 and the signal's number where a signal ended it
 * @param measured in the order of recording, each event once
 * @param missing patterns of expected metrics that nothing matched
 * @param problems what kept the tool from seeing everything, one sentence each
 * @since 0.1
 */
public record GateRun(
        String runId,
        TrackerKind tracker,
        List<String> command,
        int commandStatus,
        List<MeasurementResult> measured,
        List<String> missing,
        List<String> problems) {

    /** Copies the lists. */
    public GateRun {
        command = List.copyOf(command);
        measured = List.copyOf(measured);
        missing = List.copyOf(missing);
        problems = List.copyOf(problems);
    }

    /** The same run as another command with another exit status. */
    public GateRun of(List<String> shownCommand, int status) {
        return new GateRun(runId, tracker, shownCommand, status, measured, missing, problems);
    }

    /** The same run with one more problem. */
    public GateRun withProblem(String problem) {
        List<String> all = new ArrayList<>(problems);
        all.add(problem);
        return new GateRun(runId, tracker, command, commandStatus, measured, missing, all);
    }
}
