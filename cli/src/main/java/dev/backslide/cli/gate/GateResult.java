package dev.backslide.cli.gate;

import dev.backslide.cli.context.ExitCode;

import java.util.Comparator;
import java.util.List;

/**
 * How a gate ended. Immutable.
 *
 * @param run what was judged
 * @param exitCode one of {@link ExitCode}
 * @param headline the outcome and its cause, one sentence
 * @param notes what else is worth knowing, one sentence each
 * @param rows every measurement and what it counts as, worst first, else in the order of recording
 */
record GateResult(GateRun run, int exitCode, String headline, List<String> notes, List<Row> rows) {

    GateResult {
        notes = List.copyOf(notes);
        rows = rows.stream().sorted(Comparator.comparing(Row::standing)).toList();
    }

    /** One measurement and what it counts as. Immutable. */
    record Row(GateMeasurement measured, GateStatus standing) {

        /** The verdict as people read it, e.g. {@code REGRESSION (critical)}. */
        String label() {
            if (measured.verdict() == null) {
                return "NO ANSWER";
            }
            String severity = measured.severity() == null
                    ? ""
                    : " (" + measured.severity().label() + ")";
            return measured.verdict() + severity;
        }
    }

    /** The outcome in one word. */
    String outcome() {
        return switch (exitCode) {
            case ExitCode.OK -> "pass";
            case ExitCode.REGRESSION -> "regression";
            case ExitCode.INCONCLUSIVE -> "inconclusive";
            default -> "failed";
        };
    }

    List<Row> rows(GateStatus standing) {
        return rows.stream().filter(row -> row.standing() == standing).toList();
    }
}
