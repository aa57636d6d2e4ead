package dev.backslide.gate;

import dev.backslide.sdk.tracker.MeasurementResult;

import java.util.Comparator;
import java.util.List;

/**
 * How a gate ended. Immutable.
 *
 * @param run what was judged
 * @param outcome what it decided
 * @param headline outcome and cause, one sentence
 * @param notes what else is worth knowing, one sentence each
 * @param rows every measurement and what it counts as, worst first, else in the order of recording
 * @since 0.1
 */
public record GateResult(GateRun run, GateOutcome outcome, String headline, List<String> notes, List<Row> rows) {

    public GateResult {
        notes = List.copyOf(notes);
        rows = rows.stream().sorted(Comparator.comparing(Row::status)).toList();
    }

    /**
     * One measurement and what it counts as. Immutable.
     *
     * @param measured the measurement
     * @param status what it counts as
     */
    public record Row(MeasurementResult measured, GateStatus status) {

        /** The verdict as people read it, e.g. {@code REGRESSION (critical)}. */
        public String label() {
            if (measured.verdict() == null) {
                return "NO ANSWER";
            }
            String severity = measured.severity() == null
                    ? ""
                    : " (" + measured.severity().label() + ")";
            return measured.verdict() + severity;
        }
    }

    /** Those that count as this, in their order. */
    public List<Row> rows(GateStatus status) {
        return rows.stream().filter(row -> row.status() == status).toList();
    }
}
