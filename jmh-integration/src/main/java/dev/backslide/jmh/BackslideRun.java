package dev.backslide.jmh;

import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Verdict;
import dev.backslide.sdk.VerdictOutcome.Received;
import org.openjdk.jmh.results.RunResult;

import java.util.Collection;
import java.util.List;

/**
 * A recorded run of JMH. Immutable.
 *
 * @param results as JMH gave them
 * @param recorded every measurement that was handed to the tracker and its outcome, in JMH's order
 * @param broken results that were not recorded and the reason, one sentence each
 * @param warnings about results that were recorded, one sentence each
 * @since 0.1
 */
public record BackslideRun(
        Collection<RunResult> results, List<RecordedMeasurement> recorded, List<String> broken, List<String> warnings) {

    public BackslideRun {
        results = List.copyOf(results);
        recorded = List.copyOf(recorded);
        broken = List.copyOf(broken);
        warnings = List.copyOf(warnings);
    }

    /** The verdicts that say regression. */
    public List<MetricVerdict> regressions() {
        return recorded.stream()
                .map(RecordedMeasurement::outcome)
                .filter(Received.class::isInstance)
                .map(outcome -> ((Received) outcome).verdict())
                .filter(verdict -> verdict.verdict() == Verdict.REGRESSION)
                .toList();
    }
}
