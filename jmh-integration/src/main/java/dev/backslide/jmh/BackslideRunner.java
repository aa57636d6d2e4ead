package dev.backslide.jmh;

import dev.backslide.core.MetricEvent;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Runs JMH and records every result with a tracker, under the same names as {@code backslide import jmh} gives them. The tracker
 * stays open. Immutable.
 *
 * @since 0.1
 */
public final class BackslideRunner {

    private final PerformanceRegressionTracker tracker;
    private final String modelName;
    private final RunContext context;
    private final Clock clock;

    private BackslideRunner(PerformanceRegressionTracker tracker, String modelName, RunContext context, Clock clock) {
        this.tracker = tracker;
        this.modelName = modelName;
        this.context = context;
        this.clock = clock;
    }

    /** A runner that records with this tracker, as model {@value JmhOrigin#DEFAULT_MODEL} of an unknown run. */
    public static BackslideRunner with(PerformanceRegressionTracker tracker) {
        return new BackslideRunner(tracker, JmhOrigin.DEFAULT_MODEL, RunContext.UNKNOWN, Clock.systemUTC());
    }

    /** Runs with defaults: {@code with(tracker).run(options)}. */
    public static BackslideRun run(Options options, PerformanceRegressionTracker tracker) throws RunnerException {
        return with(tracker).run(options);
    }

    /** The same runner for another model; no colon. */
    public BackslideRunner modelName(String name) {
        return new BackslideRunner(tracker, name, context, clock);
    }

    /** The same runner for a known run, usually {@link RunContext#detect}. */
    public BackslideRunner runContext(RunContext newContext) {
        return new BackslideRunner(tracker, modelName, newContext, clock);
    }

    /** The same runner with another clock. */
    public BackslideRunner clock(Clock newClock) {
        return new BackslideRunner(tracker, modelName, context, newClock);
    }

    /**
     * Runs JMH, then records its results and waits for the verdicts.
     *
     * @throws RunnerException when JMH cannot run, e.g. because no benchmark matches
     */
    public BackslideRun run(Options options) throws RunnerException {
        return record(new Runner(options).run());
    }

    /** Records the results of your own runner, as ended now, and waits for the verdicts. */
    public BackslideRun record(Collection<RunResult> results) {
        TrackerHistory history = new TrackerHistory(tracker);
        JmhMeasurements measurements =
                JmhResults.read(json(results), new JmhOrigin(modelName, context, clock.instant()), history);
        List<String> warnings = new ArrayList<>(measurements.warnings());
        history.problem().ifPresent(warnings::add);
        List<RecordedMeasurement> recorded = new ArrayList<>();
        List<String> broken = new ArrayList<>(measurements.broken());
        for (MetricEvent event : measurements.events()) {
            VerdictOutcome outcome = tracker.addMetric(event);
            recorded.add(new RecordedMeasurement(event, outcome));
            if (outcome instanceof NotSent refused) {
                broken.add(event.metricKey() + ": " + refused.message());
            }
        }
        return new BackslideRun(results, recorded, broken, warnings);
    }

    /** By way of JMH's own JSON: one mapping for files and for runs. */
    private static byte[] json(Collection<RunResult> results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        }
        return bytes.toByteArray();
    }
}
